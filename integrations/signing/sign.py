#!/usr/bin/env python3
"""Signs letters with pyHanko: PAdES B-B, as an incremental update, so that a letter keeps the standards that it conforms to.

Usage: sign.py [--certify] [--stamp STAMP.pdf] KEY.pem CERTIFICATE.pem LETTER.pdf…       signs each letter in place (the file is replaced whole)
       sign.py --make-test-certificate KEY.pem CERTIFICATE.pem

A letter with a field for a signature (imr-letters --signature-field) is signed in this field. Another letter gets an invisible field. A visible
field shows the first page of STAMP.pdf, whose fonts must be embedded. With --certify, the signature certifies the letter: readers warn if anything
is appended to it later.

The key has no password here. In production, use pyHanko's PKCS#11 signer with a token or a HSM."""
import datetime, logging, os, sys, tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle

# pyHanko logs each signature.
logging.getLogger("pyhanko").setLevel(logging.ERROR)


def make_test_certificate(key_path, certificate_path):
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Example Signer (test)")])
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
                   .serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + datetime.timedelta(30))
                   .add_extension(usage, critical=True).sign(key, hashes.SHA256()))
    with open(key_path, "wb") as file:
        file.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    with open(certificate_path, "wb") as file:
        file.write(certificate.public_bytes(serialization.Encoding.PEM))


def reserved_field(writer):
    """The name of the field that the letter reserves, and whether it is visible; (None, False) if there is none."""
    for name, value, reference in fields.enumerate_sig_fields(writer):
        left, bottom, right, top = reference.get_object()["/Rect"]
        if value is None:
            return name, left != right and bottom != top
    return None, False


def sign(path, signer, stamp, certifies):
    with open(path, "rb") as letter, tempfile.NamedTemporaryFile(dir=os.path.dirname(os.path.abspath(path)), delete=False) as out:
        try:
            writer = IncrementalPdfFileWriter(letter)
            name, is_visible = reserved_field(writer)
            if is_visible and stamp is None:
                sys.exit(f"{path} has a visible field, so --stamp is needed")
            # The name of a new field must be plain: `verify` refuses names that say more.
            metadata = signers.PdfSignatureMetadata(
                field_name=name or "Signature1", subfilter=fields.SigSeedSubFilter.PADES, certify=certifies,
                docmdp_permissions=fields.MDPPerm.NO_CHANGES)
            pdf_signer = signers.PdfSigner(metadata, signer=signer, stamp_style=stamp if is_visible else None)
            pdf_signer.sign_pdf(writer, existing_fields_only=name is not None, output=out)
            os.chmod(out.name, os.stat(path).st_mode & 0o777)
            os.replace(out.name, path)
        except BaseException:
            os.unlink(out.name)
            raise


arguments = sys.argv[1:]
if arguments[:1] == ["--make-test-certificate"]:
    make_test_certificate(*arguments[1:3])
else:
    stamp = None
    certifies = arguments[:1] == ["--certify"]
    arguments = arguments[certifies:]
    if arguments[:1] == ["--stamp"]:
        stamp = StaticStampStyle.from_pdf_file(arguments[1], border_width=0)
        arguments = arguments[2:]
    if len(arguments) < 3: sys.exit(__doc__)
    signer = signers.SimpleSigner.load(arguments[0], arguments[1])
    if signer is None: sys.exit("the key or the certificate cannot be read")
    for path in arguments[2:]: sign(path, signer, stamp, certifies)
