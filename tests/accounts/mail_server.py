"""A mail server of the tests' own, spoken to over a socket: it takes, refuses, hangs up, goes away."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.parser import BytesParser
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "127.0.0.1"
# What a server says of an address it refuses; nothing of it may be kept.
REFUSAL = "550 5.1.1 <{address}> unknown here"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@dataclass
class MailServer:
    """What it was sent, and what it does with what comes next. aiosmtpd calls the handlers."""

    port: int = field(default_factory=free_port)
    refuses: set[str] = field(default_factory=set)
    hangs_up: bool = False
    tls: ssl.SSLContext | None = None
    envelopes: list[Envelope] = field(default_factory=list)
    sealed: list[bool] = field(default_factory=list)  # whether each came over TLS

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuses:
            return REFUSAL.format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hangs_up:
            server.transport.close()
            return ""
        self.envelopes.append(envelope)
        self.sealed.append(session.ssl is not None)
        return "250 Taken"

    @contextmanager
    def running(self) -> Iterator[MailServer]:
        secure = {"tls_context": self.tls, "require_starttls": True} if self.tls else {}
        controller = Controller(self, hostname=HOST, port=self.port, **secure)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()

    @property
    def mails(self) -> list[Message]:
        return [BytesParser().parsebytes(envelope.content) for envelope in self.envelopes]

    @property
    def addresses(self) -> list[str]:
        return [address for envelope in self.envelopes for address in envelope.rcpt_tos]


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS for HOST, and the certificate to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "certificate.pem"
    file.write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(secret)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file, folder / "key.pem")
    return context, file
