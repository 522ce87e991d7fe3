/// The trees that lead to structure elements.
extension StructureTreeWriter {
  /// The tree that leads from identifiers to elements (§14.7.2, §7.9.6). Its leaves have at most a thousand names each.
  func identifierTree(_ objects: [PDFDictionary]) throws(PDFError) -> PDFDictionary {
    let identifiers = headers
    var leaves: [PDFDictionary] = []
    for start in stride(from: 0, to: identifiers.count, by: 1_000) {
      let names = identifiers[start..<min(start + 1_000, identifiers.count)]
      var entries = PDFEntries()
      entries.set("Limits") { output in
        output.append("[")
        for id in [names[start], names[names.endIndex - 1]] { Self.append(identifier: id, to: &output) }
        output.append("]")
      }
      entries.set("Names") { output in
        output.append("[")
        for id in names {
          Self.append(identifier: id, to: &output)
          output.append(" ")
          output.append(reference: objects[id])
          output.append(" ")
        }
        output.append("]")
      }
      leaves.append(try document.dictionary())
      document.addEntries(entries, to: leaves[leaves.count - 1])
    }
    let tree = try document.dictionary()
    var entries = PDFEntries()
    entries.set("Kids") { output in
      output.append("[")
      for leaf in leaves {
        output.append(reference: leaf)
        output.append(" ")
      }
      output.append("]")
    }
    document.addEntries(entries, to: tree)
    return tree
  }

  /// The tree that leads from the numbers of pages and annotations to the elements (§14.7.4.4, §7.9.7).
  func parentTree(_ objects: [PDFDictionary]) throws(PDFError) -> PDFDictionary {
    let tree = try document.dictionary()
    var arrays: [PDFArray] = []
    for owners in kids.owners {
      let array = try document.array(indirect: true)
      for owner in owners { try array.append(objects[owner]) }
      arrays.append(array)
    }
    var entries = PDFEntries()
    entries.set("Nums") { output in
      output.append("[")
      func append(_ number: Int, _ object: Int) {
        output.append(" ")
        output.append(number: number)
        output.append(" ")
        output.append(reference: object)
      }
      for (page, array) in arrays.enumerated() { append(page, array.number) }
      for (number, owner) in kids.objectOwners.enumerated() {
        if let owner { append(pages.count + number, objects[owner].number) }
      }
      output.append(" ]")
    }
    document.addEntries(entries, to: tree)
    return tree
  }
}
