"""One message to a real server on the loopback: taken, refused, lost on the way, or nobody knows."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from adapters.mail import Letter, Mailer, NotSent, OutcomeUnknown
from tests.support.postbox import SENDER, Postbox, a_free_port, a_postbox
from tests.support.recorder import Clock, standing_clock

LETTER = Letter(
    key="digest-abc-2026-03-16", to="loc@example.vn", subject="Sổ liên hệ 213", body="Có 2 việc.\n"
)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with a_postbox() as box:
        yield box


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    with standing_clock() as standing:
        yield standing


def letter(**other: str) -> Letter:
    return Letter(
        **({"key": LETTER.key, "to": LETTER.to, "subject": LETTER.subject, "body": LETTER.body} | other)
    )


def test_a_message_arrives_with_its_key_and_says_that_a_machine_wrote_it(postbox):
    postbox.mailer().send(LETTER)

    (arrived,) = postbox.arrived
    assert arrived["Message-ID"] == "<digest-abc-2026-03-16@phuong.example.vn>"
    assert (arrived["From"], arrived["To"]) == (SENDER, "loc@example.vn")
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Date"] == "Mon, 16 Mar 2026 02:00:00 +0000"
    assert postbox.recipients == [["loc@example.vn"]]


def test_vietnamese_words_arrive_as_they_were_written(postbox):
    postbox.mailer().send(letter(body="Đồng chí có 2 thông báo thay đổi.\n.một dòng bắt đầu bằng dấu chấm\n"))

    assert postbox.arrived[0]["Subject"] == "Sổ liên hệ 213"
    assert postbox.arrived[0].get_content().splitlines() == [
        "Đồng chí có 2 thông báo thay đổi.",
        ".một dòng bắt đầu bằng dấu chấm",
    ]


def test_the_same_letter_sent_again_bears_the_same_message_id(postbox):
    postbox.mailer().send(LETTER)
    postbox.mailer().send(LETTER)

    assert len(postbox.ids) == 2
    assert len(set(postbox.ids)) == 1


@pytest.mark.parametrize(
    "strange",
    [
        {"subject": "Sổ liên hệ\r\nBcc: all@example.vn"},
        {"subject": "Sổ liên hệ\nBcc: all@example.vn"},
        {"to": "loc@example.vn\r\nBcc: all@example.vn"},
        {"to": "loc@example.vn\r\nDATA"},
        {"to": "loc@example.vn, all@example.vn"},
        {"to": "Nguyễn Văn Lộc"},
        {"to": ""},
        {"key": "abc>\r\nBcc: all@example.vn"},
    ],
)
def test_a_line_break_or_a_strange_address_slips_in_no_header_and_no_recipient(postbox, strange):
    with pytest.raises(NotSent):
        postbox.mailer().send(letter(**strange))

    assert postbox.arrived == []


def test_a_server_that_is_away_is_told_in_a_word():
    mailer = Mailer(host="127.0.0.1", port=a_free_port(), sender=SENDER, security="none")

    with pytest.raises(NotSent, match=r"^ConnectionRefusedError$"):
        mailer.send(LETTER)


def test_a_refused_recipient_is_told_by_its_number_and_never_by_the_address(postbox):
    postbox.refuses = "550 loc@example.vn is unknown here"

    with pytest.raises(NotSent, match=r"^RCPT 550$"):
        postbox.mailer().send(LETTER)


def test_a_connection_that_breaks_after_the_message_leaves_the_outcome_open(postbox):
    postbox.drops_after_data = 1

    with pytest.raises(OutcomeUnknown, match="after DATA"):
        postbox.mailer().send(LETTER)

    assert len(postbox.arrived) == 1


def test_a_silent_server_is_given_up_after_a_while():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailer = Mailer(
            host="127.0.0.1", port=silent.getsockname()[1], sender=SENDER, security="none", patience=0.2
        )

        with pytest.raises(NotSent, match=r"SMTPServerDisconnected|TimeoutError"):
            mailer.send(LETTER)


def test_a_message_goes_over_tls_with_a_name_and_a_password(certificate):
    with a_postbox(tls=certificate, login=("so", "mat khau")) as box:
        box.mailer(host="localhost", security="starttls", user="so", password="mat khau").send(LETTER)

        assert len(box.arrived) == 1


def test_a_wrong_password_is_told_by_its_number(certificate):
    with a_postbox(tls=certificate, login=("so", "mat khau")) as box:
        mailer = box.mailer(host="localhost", security="starttls", user="so", password="khac")

        with pytest.raises(NotSent, match=r"^SMTPAuthenticationError 535$"):
            mailer.send(LETTER)


def test_a_server_without_tls_gets_nothing_from_a_mailer_that_asks_for_it(postbox):
    with pytest.raises(NotSent, match="SMTPNotSupportedError"):
        postbox.mailer(security="starttls").send(LETTER)

    assert postbox.arrived == []


def test_a_certificate_that_nobody_vouches_for_is_not_believed(certificate, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with a_postbox(tls=certificate) as box:
        with pytest.raises(NotSent, match="SSLCertVerificationError"):
            box.mailer(host="localhost", security="starttls").send(LETTER)

        assert box.arrived == []


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for localhost, which this process believes for the length of a test."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=20000))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "localhost.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM)
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
