/// A number with its noun, such as “1 page” or “2 pages”.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
