"""A mail server that keeps what it took responsibility for, and afterwards the check of what it kept.

mailbox.py FOLDER               serves; writes its port to FOLDER/port and how many mails came to FOLDER/count
mailbox.py --check FOLDER MANY  whether each of MANY guests got the invitation, and whether repeats are the same mail
"""

import asyncio
import email
import json
import os
import re
import sys


class Keeper:
    def __init__(self, folder):
        self.folder = folder
        self.many = 0
        self.kept = open(os.path.join(folder, "kept.jsonl"), "w", encoding="utf-8")

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content)
        calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
        text = calendar.get_payload(decode=True).decode()
        said = {name: re.search(rf"^{name}:(.*?)\r?$", text, re.M).group(1) for name in ("UID", "SEQUENCE", "DTSTAMP", "METHOD")}
        self.kept.write(json.dumps({"to": envelope.rcpt_tos, "id": mail["Message-ID"], **said}) + "\n")
        self.kept.flush()
        self.many += 1
        if self.many % 50 == 0:
            write(self.folder, "count", self.many)
        return "250 kept"


def write(folder, name, what):
    path = os.path.join(folder, name)
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(str(what))
    os.replace(path + ".new", path)


async def serve(folder):
    from aiosmtpd.smtp import SMTP

    os.makedirs(folder, exist_ok=True)
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, hostname="localhost", loop=loop), "127.0.0.1", 0)
    write(folder, "port", server.sockets[0].getsockname()[1])
    await server.serve_forever()


def check(folder, many):
    with open(os.path.join(folder, "kept.jsonl"), encoding="utf-8") as file:
        mails = [json.loads(line) for line in file]
    to = {}
    for mail in mails:
        for address in mail["to"]:
            to.setdefault(address, []).append({name: mail[name] for name in ("id", "UID", "SEQUENCE", "DTSTAMP", "METHOD")})
    guests = {f"guest{n}@fund{n % 997}.example.org" for n in range(many)}
    lost = guests - to.keys()
    twice = [got for got in to.values() if len(got) > 1]
    differ = [got for got in twice if any(one != got[0] for one in got)]
    print(f"{len(mails)} mails arrived; lost: {len(lost)}; twice: {len(twice)}; of those not the same mail: {len(differ)}")
    sys.exit(1 if lost or differ else 0)


if sys.argv[1] == "--check":
    check(sys.argv[2], int(sys.argv[3]))
else:
    asyncio.run(serve(sys.argv[1]))
