extension ContentCompressor {
  /// What content streams look like. The compressor gives short codes to the characters and repetitions that are frequent here. Any content
  /// can be compressed; content that looks different takes more bytes.
  static let sample: StaticString = #"""
    /Artifact <</Type /Layout>> BDC
    0.875 g
    66.4 686.22 107.4 13.18 re f
    323.3 673.04 97.9 13.18 re f
    0.48 w
    66.16 699.4 m
    545.44 699.4 l S
    EMC
    /TH <</MCID 0>> BDC
    BT
    /F0 11.04 Tf
    72 688.98 Td (Case Number:) Tj
    ET
    EMC
    /TD <</MCID 1>> BDC
    BT
    /F1 11.04 Tf
    179.4 688.98 Td (CM16-0000100) Tj
    ET
    EMC
    /H1 <</MCID 20>> BDC
    BT
    /F2 12 Tf
    224.99 408.71 Td (CLINICAL CASE SUMMARY) Tj
    ET
    EMC
    /P <</MCID 19>> BDC
    BT
    72 346.91 Td (A 44-year-old warehouse clerk hurt her left wrist on May 12, 2016 when a pallet shifted. She ) Tj
    0 -13.8 Td (wore a splint for six weeks and took naproxen as needed. At the visit of September 8, 2016 her ) Tj
    0 -13.8 Td (grip was nearly equal on both sides, and she had gone back to full duty. The surgeon asked for a ) Tj
    0 -13.8 Td (second set of electrodiagnostic studies of the left arm. Utilization review refused them on ) Tj
    0 -13.8 Td (September 20, 2016.) Tj
    ET
    EMC
    /H2 <</MCID 22>> BDC
    BT
    /F2 12 Tf
    72 215.75 Td (Repeat EMG/NCV of the left upper extremity: Upheld) Tj
    ET
    EMC
    /Span <</MCID 23>> BDC
    BT
    72 188.15 Td (Claims Administrator guideline:) Tj
    ET
    EMC
    /P <</MCID 24>> BDC
    BT
    /F3 12 Tf
    238.66 188.15 Td ( Decision based on MTUS Forearm, Wrist, and Hand ) Tj
    -166.66 -13.8 Td (Complaints 2004, Section\(s\): Special Studies.) Tj
    ET
    EMC
    /Span <</MCID 27>> BDC
    BT
    /F2 12 Tf
    72 105.35 Td (Decision rationale:) Tj
    ET
    EMC
    /P <</MCID 28>> BDC
    BT
    /F3 12 Tf
    168.32 105.35 Td ( The first studies, done in July, were normal, and nothing recorded since then ) Tj
    -96.32 -13.8 Td (points to a nerve under pressure: she sleeps through the night, her thumb is strong, and tapping ) Tj
    0 -13.8 Td (over the tunnel does nothing. A second study would change neither the diagnosis nor the plan. ) Tj
    0 -13.8 Td (The requested repeat study is not medically necessary.) Tj
    ET
    EMC

    """#
}
