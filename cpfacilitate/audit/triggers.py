"""How does the database itself keep the audit trail as it was written?

Updates never. A delete passes only while a RetentionRun is open and only for what is older than
the moment that run names.
"""

OPEN_RUN = "SELECT 1 FROM audit_retentionrun r WHERE r.finished_at IS NULL AND OLD.at < r.before"

SQLITE = [
    """CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_auditevent
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END""",
    f"""CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_auditevent
    WHEN NOT EXISTS ({OPEN_RUN})
    BEGIN SELECT RAISE(ABORT, 'the audit trail is only deleted by retention'); END""",
]
SQLITE_DROP = [
    "DROP TRIGGER IF EXISTS audit_event_no_update",
    "DROP TRIGGER IF EXISTS audit_event_no_delete",
]

POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION audit_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS ({OPEN_RUN}) THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'the audit trail is never changed and only deleted by retention';
    END $$""",
    """CREATE TRIGGER audit_event_rows BEFORE UPDATE OR DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_event_guard()""",
    """CREATE OR REPLACE FUNCTION audit_event_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit trail is only deleted by retention'; END $$""",
    """CREATE TRIGGER audit_event_table BEFORE TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_no_truncate()""",
]
POSTGRESQL_DROP = [
    "DROP TRIGGER IF EXISTS audit_event_rows ON audit_auditevent",
    "DROP TRIGGER IF EXISTS audit_event_table ON audit_auditevent",
]


def put(connection) -> None:
    """Put the triggers in place."""
    _run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def lift(connection) -> None:
    """Take them away: to undo the migration, and for a test database's flush."""
    _run(connection, SQLITE_DROP if connection.vendor == "sqlite" else POSTGRESQL_DROP)


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
