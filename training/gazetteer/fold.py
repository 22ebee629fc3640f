"""One form for all ways of drawing a place's name: the twin of `crates/value/src/place/fold.rs`, held to it by a test there."""

PLAIN_LETTERS = {
    "a": "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặə",
    "ae": "æǽ",
    "b": "ḃḅḇɓ",
    "c": "çćĉċčḉ",
    "d": "ďḋḍḏḑḓđðɗ",
    "e": "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệɛ",
    "f": "ḟ",
    "g": "ĝğġģǧǵḡ",
    "h": "ĥȟḣḥḧḩḫẖħ",
    "i": "ìíîïĩīĭįǐȉȋḭḯỉịı",
    "j": "ĵǰ",
    "k": "ķǩḱḳḵĸƙ",
    "l": "ĺļľḷḹḻḽł",
    "m": "ḿṁṃ",
    "n": "ñńņňǹṅṇṉṋŋ",
    "o": "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøǿɔ",
    "oe": "œ",
    "p": "ṕṗ",
    "r": "ŕŗřȑȓṙṛṝṟ",
    "s": "śŝşšșṡṣṥṧṩſ",
    "ss": "ß",
    "t": "ţťțṫṭṯṱẗŧ",
    "th": "þ",
    "u": "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
    "v": "ṽṿ",
    "w": "ŵẁẃẅẇẉẘ",
    "x": "ẋẍ",
    "y": "ýÿŷȳẏẙỳỵỷỹƴ",
    "z": "źżžẑẓẕ",
}
PLAIN = {marked: plain for plain, letters in PLAIN_LETTERS.items() for marked in letters}
APOSTROPHES = set("'’‘‛`´′ʼʻʽʹʾʿˈ＇ʔʕ")
WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def fold(name: str) -> str:
    """Lower case, plain letters, single spaces; no apostrophes or full stops; without a leading "the"; "saint" as "st"."""
    folded = []
    for letter in "".join(single.lower() for single in name):
        if "a" <= letter <= "z" or "0" <= letter <= "9":
            folded.append(letter)
        elif letter in APOSTROPHES or silent(letter):
            continue
        elif letter == "&":
            folded.append(" and ")
        elif letter in PLAIN:
            folded.append(PLAIN[letter])
        elif letter.isalpha():
            folded.append(letter)
        else:
            folded.append(" ")
    words = [WORDS.get(word, word) for word in "".join(folded).split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def silent(letter: str) -> bool:
    return letter in ".\u00ad\u2060\ufeff" or "\u0300" <= letter <= "\u036f" or "\u200b" <= letter <= "\u200f"
