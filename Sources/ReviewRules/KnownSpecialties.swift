/// The certifications of reviewers: the specialties and subspecialties in the public lists of the American Board of Medical Specialties and
/// the American Osteopathic Association, other licensed professions that review treatment, and the short forms of published letters. A name
/// that is missing here only causes a warning.
enum KnownSpecialties {
  static let names: [String] = list.split(separator: "\n").map(String.init)

  private static let exactNames = Set(names)
  private static let foldedNames = Set(names.map(folded))

  /// Whether a name is known. Letter case and punctuation do not matter, and “&” is the same as “and”.
  static func contains(_ name: String) -> Bool { exactNames.contains(name) || foldedNames.contains(folded(name)) }

  private static func folded(_ name: String) -> String {
    name.lowercased().replacing("&", with: " and ").split { !$0.isLetter }.joined(separator: " ")
  }

  private static let list = """
    Acupuncture
    Acupuncturist
    Addiction Medicine
    Addiction Psychiatry
    Adolescent Medicine
    Adult Cardiac Anesthesiology
    Adult Congenital Heart Disease
    Adult Reconstructive Orthopedics
    Advanced Heart Failure and Transplant Cardiology
    Aerospace Medicine
    Allergy and Immunology
    Anatomic Pathology
    Anatomic Pathology and Clinical Pathology
    Anesthesiology
    Anesthesiology Critical Care Medicine
    Audiology
    Brain Injury Medicine
    Cardiac Electrophysiology
    Cardiology
    Cardiothoracic Surgery
    Cardiovascular Disease
    Cardiovascular Medicine
    Chemical Pathology
    Child Abuse Pediatrics
    Child and Adolescent Psychiatry
    Child Neurology
    Chiropractic
    Chiropractic Medicine
    Chiropractic Orthopedics
    Chiropractic Sports Medicine
    Chiropractor
    Clinical Biochemical Genetics
    Clinical Cardiac Electrophysiology
    Clinical Genetics and Genomics
    Clinical Informatics
    Clinical Neurophysiology
    Clinical Neuropsychology
    Clinical Pathology
    Clinical Psychology
    Colon and Rectal Surgery
    Complex General Surgical Oncology
    Complex Pediatric Otolaryngology
    Congenital Cardiac Surgery
    Consultation-Liaison Psychiatry
    Cosmetic Surgery
    Critical Care Medicine
    Cytopathology
    Dentist
    Dentistry
    Dermatology
    Dermatopathology
    Developmental-Behavioral Pediatrics
    Diagnostic Radiology
    Disaster Medicine
    Electrodiagnostic Medicine
    Emergency Medical Services
    Emergency Medicine
    Endocrinology
    Endocrinology, Diabetes and Metabolism
    Endodontics
    Epilepsy
    Facial Plastic Surgery
    Family Medicine
    Family Practice
    Female Pelvic Medicine and Reconstructive Surgery
    Foot and Ankle Surgery
    Foot Surgery
    Forensic Medicine
    Forensic Pathology
    Forensic Psychiatry
    Forensic Psychology
    Gastroenterology
    General Practice
    General Preventive Medicine
    General Surgery
    Geriatric Medicine
    Geriatric Psychiatry
    Gynecologic Oncology
    Gynecology
    Hand Surgery
    Headache Medicine
    Health Psychology
    Hematology
    Hematology and Oncology
    Hepatology
    Hospice and Palliative Medicine
    Hospital Medicine
    Infectious Disease
    Infectious Diseases
    Integrative Medicine
    Internal Medicine
    Interventional Cardiology
    Interventional Pain Medicine
    Interventional Pain Management
    Interventional Radiology
    Interventional Radiology and Diagnostic Radiology
    Interventional Spine
    Maternal-Fetal Medicine
    Maxillofacial Surgery
    Medical Acupuncture
    Medical Biochemical Genetics
    Medical Genetics
    Medical Microbiology
    Medical Oncology
    Medical Toxicology
    Molecular Genetic Pathology
    Musculoskeletal Oncology
    Neonatal-Perinatal Medicine
    Nephrology
    Neurocritical Care
    Neurodevelopmental Disabilities
    Neurological Surgery
    Neurology
    Neurology and Psychiatry
    Neuromuscular Medicine
    Neuro-Ophthalmology
    Neuropathology
    Neuropsychology
    Neuroradiology
    Neurosurgery
    Neurotology
    Nuclear Cardiology
    Nuclear Medicine
    Nuclear Radiology
    Nursing
    Obesity Medicine
    Obstetrics and Gynecology
    Occupational and Environmental Medicine
    Occupational Medicine
    Occupational Therapy
    Oncology
    Ophthalmology
    Optometry
    Oral and Maxillofacial Surgery
    Oral Surgery
    Orthodontics
    Orthopaedic Hand Surgery
    Orthopaedic Surgery
    Orthopaedic Sports Medicine
    Orthopedic Hand Surgery
    Orthopedic Spine Surgery
    Orthopedic Sports Medicine
    Orthopedic Surgery
    Orthopedics
    Osteopathic Manipulative Medicine
    Osteopathic Manipulative Treatment
    Otolaryngology
    Otolaryngology - Head and Neck Surgery
    Pain Management
    Pain Medicine
    Pathology
    Pathology - Anatomic
    Pathology - Clinical
    Pediatric Anesthesiology
    Pediatric Cardiology
    Pediatric Critical Care Medicine
    Pediatric Dentistry
    Pediatric Dermatology
    Pediatric Emergency Medicine
    Pediatric Endocrinology
    Pediatric Gastroenterology
    Pediatric Hematology-Oncology
    Pediatric Hospital Medicine
    Pediatric Infectious Diseases
    Pediatric Nephrology
    Pediatric Orthopedic Surgery
    Pediatric Otolaryngology
    Pediatric Pathology
    Pediatric Pulmonology
    Pediatric Radiology
    Pediatric Rehabilitation Medicine
    Pediatric Rheumatology
    Pediatric Surgery
    Pediatric Transplant Hepatology
    Pediatric Urology
    Pediatrics
    Periodontics
    Pharmacy
    Physical Medicine and Rehabilitation
    Physical Therapy
    Plastic Surgery
    Plastic Surgery Within the Head and Neck
    Podiatric Medicine
    Podiatric Surgery
    Podiatrist
    Podiatry
    Preventive Medicine
    Proctology
    Prosthodontics
    Psychiatry
    Psychiatry and Neurology
    Psychologist
    Psychology
    Psychosomatic Medicine
    Public Health
    Public Health and General Preventive Medicine
    Pulmonary Disease
    Pulmonary Medicine
    Pulmonology
    Radiation Oncology
    Radiology
    Reconstructive Rearfoot/Ankle Surgery
    Rehabilitation and Pain Management
    Reproductive Endocrinology and Infertility
    Rheumatology
    Sleep Medicine
    Spinal Cord Injury Medicine
    Spinal Surgery
    Spine Surgery
    Sports Medicine
    Surgery
    Surgery of the Hand
    Surgical Critical Care
    Thoracic and Cardiac Surgery
    Thoracic Surgery
    Transplant Hepatology
    Trauma Surgery
    Undersea and Hyperbaric Medicine
    Urgent Care
    Urgent Care Medicine
    Urogynecology and Reconstructive Pelvic Surgery
    Urology
    Vascular and Interventional Radiology
    Vascular Medicine
    Vascular Neurology
    Vascular Surgery
    Wound Care
    """
}
