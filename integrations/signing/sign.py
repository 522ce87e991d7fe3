#!/usr/bin/env python3
"""Signs letters with pyHanko: PAdES B-B, invisibly, as an incremental update, so that a letter stays PDF/UA-1 and PDF/A-2a.

Usage: sign.py KEY.pem CERTIFICATE.pem LETTER.pdf…       signs each letter in place (the file is replaced whole)
       sign.py --make-test-certificate KEY.pem CERTIFICATE.pem

The key has no password here. In production, use pyHanko's PKCS#11 signer with a token or a HSM."""
import datetime, logging, os, sys, tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

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


def sign(path, signer):
    # The field name must be plain: `verify` refuses names that say more.
    metadata = signers.PdfSignatureMetadata(field_name="Signature1", subfilter=fields.SigSeedSubFilter.PADES)
    with open(path, "rb") as letter, tempfile.NamedTemporaryFile(dir=os.path.dirname(os.path.abspath(path)), delete=False) as out:
        try:
            signers.sign_pdf(IncrementalPdfFileWriter(letter), metadata, signer=signer, output=out)
            os.chmod(out.name, os.stat(path).st_mode & 0o777)
            os.replace(out.name, path)
        except BaseException:
            os.unlink(out.name)
            raise


if sys.argv[1] == "--make-test-certificate":
    make_test_certificate(*sys.argv[2:4])
else:
    signer = signers.SimpleSigner.load(sys.argv[1], sys.argv[2])
    if signer is None: sys.exit("the key or the certificate cannot be read")
    for path in sys.argv[3:]: sign(path, signer)
