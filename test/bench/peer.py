#!/usr/bin/env python3
"""The yardstick receiver: what one would write with Python's standard library alone.

imaplib fetches batches of 20 mails, email takes them apart, zipfile opens data.zip, ElementTree (expat) reads each
inventory, sqlite3 keeps machines and software in the schema below, one transaction a mail; a batch leaves the mailbox
after its commits. No signature, no sealing, no limits, no receipts.

    peer.py PORT USER PASSWORD DATABASE [--skip-unchanged]

--skip-unchanged: an inventory whose SHA-256 is stored already is not parsed. Prints one JSON document.
"""
import email
import hashlib
import imaplib
import io
import json
import sqlite3
import sys
import time
import xml.etree.ElementTree as ElementTree
import zipfile

BATCH = 20

SCHEMA = """
create table if not exists machine(id integer primary key, deviceid text not null unique, name text, uuid text, ssn text,
  model text, os text, osversion text, memory integer, ip text, site text, hash blob not null, raw blob, seen text);
create table if not exists software(id integer primary key, name text not null, publisher text not null,
  version text not null, unique(name, publisher, version));
create table if not exists machine_software(machine integer not null, software integer not null, guid text not null,
  folder text, installdate text, primary key(machine, software, guid)) without rowid;
create table if not exists processed(msgid text primary key, at text);
"""

UPSERT = """
insert into machine(deviceid, name, uuid, ssn, model, os, osversion, memory, ip, site, hash, raw, seen)
values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict(deviceid) do update set name=excluded.name, uuid=excluded.uuid, ssn=excluded.ssn, model=excluded.model,
  os=excluded.os, osversion=excluded.osversion, memory=excluded.memory, ip=excluded.ip, site=excluded.site,
  hash=excluded.hash, raw=excluded.raw, seen=excluded.seen
returning id
"""


class Stages:
    """Seconds spent in each stage."""

    def __init__(self):
        self.seconds = {}
        self.last = time.perf_counter()

    def begin(self):
        self.last = time.perf_counter()

    def end(self, stage):
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0) + now - self.last
        self.last = now


class Receiver:
    def __init__(self, database, skip_unchanged):
        self.database = sqlite3.connect(database, isolation_level=None)
        self.database.executescript("pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-65536;" + SCHEMA)
        self.skip_unchanged = skip_unchanged
        self.software_ids = {}
        self.stages = Stages()
        self.mails = self.machines = self.skipped = 0

    def receive(self, raw, mail_id):
        self.mails += 1
        self.stages.begin()
        mail = email.message_from_bytes(raw)
        attachments = [part.get_payload(decode=True) for part in mail.walk() if part.get_filename()]
        self.stages.end("mime")
        found = [machine for attachment in attachments for machine in self.read(attachment)]
        self.stages.begin()
        self.database.execute("begin immediate")
        for machine in found:
            self.store(*machine)
        self.database.execute("insert or ignore into processed values(?, ?)", (mail_id, "now"))
        self.stages.end("sqlite")
        self.database.execute("commit")
        self.stages.end("commit")

    def read(self, attachment):
        archive = zipfile.ZipFile(io.BytesIO(attachment))
        for entry in archive.infolist():
            self.stages.begin()
            xml = archive.read(entry)
            self.stages.end("unzip")
            digest = hashlib.sha256(xml).digest()
            self.stages.end("hash")
            if self.skip_unchanged and self.is_known(entry.filename[:-4], digest):
                self.skipped += 1
                continue
            root = ElementTree.fromstring(xml)
            content = root.find("CONTENT")
            facts = fields(content.find("HARDWARE")) | fields(content.find("BIOS"))
            software = [fields(row) for row in content.findall("SOFTWARES")]
            site = content.findtext("ACCOUNTINFO/KEYVALUE")
            original = attachment[: len(xml) // 4]  # stands for the file as kept, compressed 4:1
            self.stages.end("xml")
            yield root.findtext("DEVICEID"), facts, software, site, digest, original

    def is_known(self, device, digest):
        row = self.database.execute("select hash from machine where deviceid=?", (device,)).fetchone()
        return row is not None and row[0] == digest

    def store(self, device, facts, software, site, digest, original):
        columns = [facts[name] for name in ("NAME", "UUID", "SSN", "SMODEL", "OSNAME", "OSVERSION")]
        values = (device, *columns, int(facts["MEMORY"]), facts["IPADDR"], site, digest, original, "now")
        machine = self.database.execute(UPSERT, values).fetchone()[0]
        self.database.execute("delete from machine_software where machine=?", (machine,))
        rows = [(machine, self.software_id(row), row["GUID"], row["FOLDER"], row["INSTALLDATE"]) for row in software]
        self.database.executemany("insert or replace into machine_software values(?, ?, ?, ?, ?)", rows)
        self.machines += 1

    def software_id(self, row):
        key = (row["NAME"], row["PUBLISHER"], row["VERSION"])
        known = self.software_ids.get(key)
        if known is None:
            stored = self.database.execute("select id from software where name=? and publisher=? and version=?", key).fetchone()
            known = stored[0] if stored else self.database.execute("insert into software(name, publisher, version) values(?, ?, ?)", key).lastrowid
            self.software_ids[key] = known
        return known


def fields(element):
    return {child.tag: child.text or "" for child in element}


def poll(receiver, box):
    box.select()
    waiting = box.uid("search", None, "ALL")[1][0].split()
    for start in range(0, len(waiting), BATCH):
        uids = b",".join(waiting[start : start + BATCH]).decode()
        receiver.stages.begin()
        answers = box.uid("fetch", uids, "(UID BODY.PEEK[])")[1]
        receiver.stages.end("fetch")
        for answer in answers:
            if isinstance(answer, tuple):
                receiver.receive(answer[1], answer[0].decode())
        receiver.stages.begin()
        box.uid("store", uids, "+FLAGS.SILENT", "(\\Deleted)")
        box.uid("expunge", uids)
        receiver.stages.end("delete")


def main(port, user, password, database, *options):
    receiver = Receiver(database, "--skip-unchanged" in options)
    box = imaplib.IMAP4("127.0.0.1", int(port))
    box.login(user, password)
    poll(receiver, box)
    box.logout()
    receiver.database.close()
    stages = {name: round(seconds, 3) for name, seconds in receiver.stages.seconds.items()}
    print(json.dumps({"mails": receiver.mails, "machines": receiver.machines, "skipped": receiver.skipped, "stages": stages}))


main(*sys.argv[1:])
