"""What Python's standard library makes of files: one process for many. Reads JSON from standard input, a list of
{"as": "zip" | "xml" | "json" | "mail", "path": …}, and answers with a list of verdicts in the same order. The other tasks make an archive or a mail, or take an attachment out."""
import email
import email.message
import hashlib
import json
import sys
import xml.parsers.expat
import zipfile


def digest(content):
    return hashlib.sha256(content).hexdigest()


def judge_zip(path):
    with zipfile.ZipFile(path) as archive:
        return {"digests": [digest(archive.read(entry)) for entry in archive.infolist()], "names": archive.namelist()}


def judge_xml(path):
    with open(path, "rb") as document:
        xml.parsers.expat.ParserCreate().ParseFile(document)
    return {}


def judge_json(path):
    with open(path, "rb") as document:
        json.loads(document.read().decode(), parse_int=str)
    return {}


def judge_mail(path):
    with open(path, "rb") as raw:
        mail = email.message_from_binary_file(raw)
    leaves = [part.get_payload(decode=True) or b"" for part in mail.walk() if not part.is_multipart()]
    return {"digests": [digest(content) for content in leaves]}


def build_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in files:
            with open(source, "rb") as content:
                archive.writestr(name, content.read())
    return {}


def build_mail(path, source, name):
    mail = email.message.EmailMessage()
    mail["From"] = "lyon@mail.test"
    mail["To"] = "commun@mail.test"
    mail["Subject"] = "Iparc Distant : Inventaire été"
    mail.set_content("Bonjour, été.\n")
    with open(source, "rb") as content:
        mail.add_attachment(content.read(), maintype="application", subtype="octet-stream", filename=name)
    with open(path, "wb") as raw:
        raw.write(mail.as_bytes())
    return {}


def extract_attachment(path, target):
    with open(path, "rb") as raw:
        mail = email.message_from_binary_file(raw)
    attachments = [part for part in mail.walk() if part.get_content_disposition() == "attachment"]
    with open(target, "wb") as content:
        content.write(attachments[0].get_payload(decode=True))
    return {"count": len(attachments)}


work = {
    "zip": judge_zip,
    "xml": judge_xml,
    "json": judge_json,
    "mail": judge_mail,
    "build-zip": build_zip,
    "build-mail": build_mail,
    "extract-attachment": extract_attachment,
}


def verdict(task):
    facts = dict(task)
    try:
        return work[facts.pop("as")](**facts)
    except Exception as error:
        return {"error": type(error).__name__ + ": " + str(error)[:200]}


json.dump([verdict(task) for task in json.load(sys.stdin)], sys.stdout)
