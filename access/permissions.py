"""Every right as subject:verb, with a sentence that says what it opens."""

from __future__ import annotations

from models.vocabulary import Word, label


class Permission(Word):
    """What an office may be allowed to do; access/offices.py says which, and how far it reaches."""

    ORGANISATION_READ = "organisation:read", label("See the organisations of the tree")
    ORGANISATION_FOUND = "organisation:found", label("Found and rename organisations")
    MANDATE_READ = "mandate:read", label("See who holds which office")
    MANDATE_GIVE = "mandate:give", label("Give and end offices")
    ACCOUNT_READ = "account:read", label("See accounts and their devices")
    ACCOUNT_MANAGE = "account:manage", label("Give accounts, print slips, revoke devices")
    MEMBER_READ = "member:read", label("Read the record of a member")
    MEMBER_WRITE = "member:write", label("Admit and correct members")
    MEMBER_MERGE = "member:merge", label("Say whether two records are of one person, and put them together")
    REGISTER_EXCHANGE = "register:exchange", label("Take the register out as an exchange file")
    MEMBER_ADDRESS = "member:address", label("Read a member's full address")
    LIAISON_READ = "liaison:read", label("Read liaisons and their history")
    LIAISON_CONFIRM = "liaison:confirm", label("Confirm that a member has been contacted")
    LIAISON_SEND_BACK = "liaison:send_back", label("Send a member back to the commune committee")
    LIAISON_COMPLETE = "liaison:complete", label("Complete the reason of an exemption")
    LIAISON_END = "liaison:end", label("End a liaison")
    LETTER_READ = "letter:read", label("Read introduction letters")
    LETTER_DRAFT = "letter:draft", label("Draft introduction letters")
    LETTER_ISSUE = "letter:issue", label("Issue and withdraw introduction letters")
    LETTER_RECEIVE = "letter:receive", label("Receive letters, assign them to cells, return them")
    CHANGE_READ = "change:read", label("Read changes")
    CHANGE_RECORD = "change:record", label("Record and correct changes")
    SANCTION_READ = "sanction:read", label("Read sanctions in force")
    SANCTION_RECORD = "sanction:record", label("Record sanctions")
    NOTICE_READ = "notice:read", label("Read notices received")
    NOTICE_SENT = "notice:sent", label("Follow notices sent")
    NOTICE_ACKNOWLEDGE = "notice:acknowledge", label("Acknowledge, dispute and process notices")
    NOTICE_ANSWER = "notice:answer", label("Answer a question about a notice")
    MEETING_READ = "meeting:read", label("Read meetings, attendance and minutes")
    MEETING_HOLD = "meeting:hold", label("Convene meetings, take attendance, keep minutes")
    MEETING_REMIND = "meeting:remind", label("Remind a cell of the meeting of a half-year")
    CONTACT_READ = "contact:read", label("Read contacts")
    CONTACT_RECORD = "contact:record", label("Record contacts and confirm those of members")
    OPINION_READ = "opinion:read", label("Read opinions")
    OPINION_RECORD = "opinion:record", label("Write opinions down, pass them on, tell the answer")
    OPINION_ANSWER = "opinion:answer", label("Answer opinions")
    STRENGTH_READ = "strength:read", label("Read what members say they can do")
    NEED_READ = "need:read", label("Read the needs of the cell")
    NEED_POST = "need:post", label("Post needs, ask members, certify what was done")
    CORRECTION_READ = "correction:read", label("Read requests for correction")
    CORRECTION_DECIDE = "correction:decide", label("Decide on requests for correction of one's own data")
    ROUND_READ = "round:read", label("Follow a round of evaluations")
    ROUND_OPEN = "round:open", label("Open a round of evaluations")
    ROUND_LEAD = "round:lead", label("Remind cells, hand sheets over, close a round")
    EVALUATION_DRAFT = "evaluation:draft", label("Read drafts of evaluations")
    EVALUATION_WRITE = (
        "evaluation:write",
        label("Write evaluations, agree on them, sign and answer for the cell"),
    )
    EVALUATION_READ = "evaluation:read", label("Read signed evaluations; a workplace those returned to it")
    EVALUATION_CONFIRM = (
        "evaluation:confirm",
        label("Confirm evaluations, send them back, return them to the workplace"),
    )
    EVALUATION_ASK = "evaluation:ask", label("Ask for the evaluation of a member")
    DOCUMENT_READ = "document:read", label("See which papers the office issued, and who had them checked")
    LIST_IMPORT = "list:import", label("Bring lists into the register and take them back")
    TRAIL_READ = "trail:read", label("Read the trail of one's own organisations")
    MAIL_REPEAT = "mail:repeat", label("See e-mails that could not be sent, and send them again")
    RULES_KEEP = "rules:keep", label("Complete, draft and put in force versions of the regulation")
    PAPERS_WORD = "papers:word", label("Change the sentences, symbols and margins of papers")
    FIGURES_READ = "figures:read", label("See figures without names")
    OWN_RECORD = "own:record", label("Read the own record and who looked at it")
