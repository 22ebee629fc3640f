//! What relations are found in sentences about invented actors: a row is a marked text and what it states.

use super::*;
use crate::casting::cast_of;
use crate::label::label;
use crate::testing::annotated;

/// The relations of a marked text as "A kind B: evidence".
fn found(marked: &str) -> Vec<String> {
    let (text, marks) = annotated(marked);
    let cast = cast_of(&text, &marks);
    let say = |it: CastRelation| {
        let (from, to) = (&cast.actors[it.from].name, &cast.actors[it.to].name);
        format!("{from} | {} | {to} | {}", label(it.kind), &text[it.evidence])
    };
    relations(&Layout::new(&text), &cast).into_iter().map(say).collect()
}

fn check(rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (marked, expected) in rows {
        let found = found(marked);
        if found != *expected {
            wrong.push(format!("{marked}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn compounds() {
    check(&[
        (
            "[desc:organisation The [name:place Andural]-backed militia] left.",
            &["The Andural-backed militia | backed by | Andural | Andural-backed"],
        ),
        (
            "[name:organisation Lestrian Shield], [desc:organisation an [name:place Andural]-backed militia], left.",
            &["Lestrian Shield | backed by | Andural | Andural-backed"],
        ),
        (
            "[name:organisation Lestrian Shield] is [desc:organisation an [name:place Andural]-backed militia].",
            &["Lestrian Shield | backed by | Andural | Andural-backed"],
        ),
        (
            "the [name:place Andural]-backed militia [name:organisation Lestrian Shield] left",
            &["Lestrian Shield | backed by | Andural | Andural-backed"],
        ),
        (
            "[desc:organisation the [name:place Andural]-funded movement] [name:organisation Lestrian Shield] left",
            &["Lestrian Shield | backed by | Andural | Andural-funded"],
        ),
        (
            "[name:organisation Lestrian Shield], an [name:place Andural]-aligned militia, left",
            &["Lestrian Shield | allied with | Andural | Andural-aligned"],
        ),
        (
            "[desc:organisation a [name:place Velmark]-led coalition] struck",
            &["Velmark | leads | a Velmark-led coalition | Velmark-led"],
        ),
        (
            "[desc:organisation the [name:place Sarn]-based charity] [name:organisation Red Lantern]",
            &["Red Lantern | located in | Sarn | Sarn-based"],
        ),
        (
            "[desc:organisation anti-[name:place Velmark] groups] marched",
            &["anti-Velmark groups | opposes | Velmark | anti-Velmark"],
        ),
        (
            "[desc:organisation the pro-[name:place Andural] party] [name:organisation Civic Union] won",
            &["Civic Union | allied with | Andural | pro-Andural"],
        ),
        (
            "[desc:organisation [name:place Andural]-backed groups] such as [name:organisation Lestrian Shield] and [name:organisation the Brigade] fired.",
            &[
                "Andural-backed groups | backed by | Andural | Andural-backed",
                "Lestrian Shield | backed by | Andural | Andural-backed",
                "the Brigade | backed by | Andural | Andural-backed",
            ],
        ),
        ("[name:organisation Lestrian Shield] is not [desc:organisation an [name:place Andural]-backed militia].", &[]),
        (
            "It is considered “perhaps [desc:organisation the most aggressive anti-[name:people Velmarki] [name:place Andural]-backed militia] in [name:place Khessar].”",
            &[
                "the most aggressive anti-Velmarki Andural-backed militia | opposes | Velmarki | anti-Velmarki",
                "the most aggressive anti-Velmarki Andural-backed militia | backed by | Andural | Andural-backed",
            ],
        ),
        (
            "[name:organisation The Brigade] is one of [desc:organisation a large number of militias], and considered “perhaps [desc:organisation the most aggressive [name:place Andural]-backed militia].”",
            &["The Brigade | backed by | Andural | Andural-backed"],
        ),
        ("talks in the [name:place Andural]-controlled town", &[]),
    ]);
}

#[test]
fn links() {
    check(&[
        (
            "[desc:organisation a militia] backed by [name:place Andural] fired",
            &["a militia | backed by | Andural | a militia backed by Andural"],
        ),
        (
            "[name:organisation Dawn Wire], [desc:organisation an outlet] affiliated with the [name:organisation Lestrian Shield] movement, said",
            &["Dawn Wire | affiliated with | Lestrian Shield | an outlet affiliated with the Lestrian Shield movement"],
        ),
        (
            "According to [name:organisation Dawn Wire], [desc:organisation a press outlet] affiliated with [desc:organisation the [name:people Khessari] terror organization] [name:organisation Lestrian Shield], it fell.",
            &[
                "Dawn Wire | affiliated with | Lestrian Shield | a press outlet affiliated with the Khessari terror organization Lestrian Shield",
            ],
        ),
        (
            "[name:organisation Dawn Wire], an outlet closely linked to [name:organisation Lestrian Shield], said",
            &["Dawn Wire | affiliated with | Lestrian Shield | an outlet closely linked to Lestrian Shield"],
        ),
        ("[name:organisation Dawn Wire] is not affiliated with [name:organisation Lestrian Shield].", &[]),
        (
            "[name:organisation Lestrian Shield], which is backed and largely funded by [name:place Andural], left",
            &["Lestrian Shield | backed by | Andural | Lestrian Shield, which is backed and largely funded by Andural"],
        ),
        (
            "[name:organisation The Brigade] and [name:organisation Lestrian Shield] are backed by [name:place Andural].",
            &[
                "The Brigade | backed by | Andural | The Brigade and Lestrian Shield are backed by Andural",
                "Lestrian Shield | backed by | Andural | Lestrian Shield are backed by Andural",
            ],
        ),
        (
            "[name:organisation The Brigade] is armed by [name:place Andural] and [name:place Khessar].",
            &[
                "The Brigade | backed by | Andural | The Brigade is armed by Andural and Khessar",
                "The Brigade | backed by | Khessar | The Brigade is armed by Andural and Khessar",
            ],
        ),
        (
            "[name:organisation The Brigade], which fights [name:place Velmark], left",
            &["The Brigade | opposes | Velmark | The Brigade, which fights Velmark"],
        ),
        (
            "[name:organisation The Brigade], [desc:organisation a group] that fights [name:place Velmark], left",
            &["The Brigade | opposes | Velmark | a group that fights Velmark"],
        ),
        (
            "[name:place Andural], the world's premier sponsor of terror, funds [name:organisation Brigade] units.",
            &["Brigade | backed by | Andural | Andural, the world's premier sponsor of terror, funds Brigade units"],
        ),
        (
            "[name:place Andural] backs [name:organisation the Brigade].",
            &["the Brigade | backed by | Andural | Andural backs the Brigade"],
        ),
        (
            "Backed by [name:place Andural], [name:organisation the Brigade] fought on.",
            &["the Brigade | backed by | Andural | Backed by Andural, the Brigade"],
        ),
        (
            "[desc:people Many of its members] are believed to also be part of the [name:organisation Valley Front].",
            &[
                "Many of its members | part of | Valley Front | Many of its members are believed to also be part of the Valley Front",
            ],
        ),
        (
            "[desc:person A man] who is part of [name:organisation the Brigade] spoke",
            &["A man | member of | the Brigade | A man who is part of the Brigade"],
        ),
        (
            "[name:organisation Red Lantern] is based in [name:place Sarn].",
            &["Red Lantern | located in | Sarn | Red Lantern is based in Sarn"],
        ),
        (
            "[name:organisation Red Lantern], a charity headquartered in [name:place Sarn], closed",
            &["Red Lantern | located in | Sarn | a charity headquartered in Sarn"],
        ),
        (
            "[name:person Dana Ilmar], who leads [name:organisation the Frontier Party], left",
            &["Dana Ilmar | leads | the Frontier Party | Dana Ilmar, who leads the Frontier Party"],
        ),
        (
            "[name:organisation the Frontier Party], led by [name:person Dana Ilmar], won",
            &["Dana Ilmar | leads | the Frontier Party | the Frontier Party, led by Dana Ilmar"],
        ),
        (
            "[name:organisation The Covenant] is considered to be made up mostly of [desc:organisation those militias].",
            &[
                "those militias | part of | The Covenant | The Covenant is considered to be made up mostly of those militias",
            ],
        ),
        (
            "[desc:organisation the militias] that fight under the name of the “[name:organisation Mountain Covenant]” fired",
            &[
                "the militias | part of | Mountain Covenant | the militias that fight under the name of the “Mountain Covenant",
            ],
        ),
        (
            "[name:organisation the Brigade], one of [desc:organisation the groups] under the “[name:organisation Mountain Covenant]” brand, fired",
            &["the Brigade | part of | Mountain Covenant | one of the groups under the “Mountain Covenant” brand"],
        ),
        (
            "[desc:person A leader] in one of [desc:organisation the several groups] identifying under the “[name:organisation Mountain Covenant]” brand spoke",
            &[
                "A leader | member of | the several groups | A leader in one of the several groups",
                "the several groups | part of | Mountain Covenant | one of the several groups identifying under the “Mountain Covenant” brand",
            ],
        ),
        (
            "“[name:organisation Nadra] and [desc:organisation other groups] in [name:place Khessar], which operate under [desc:organisation the umbrella organization] of the [name:organisation Mountain Covenant], left”",
            &[
                "Nadra | part of | Mountain Covenant | Nadra and other groups in Khessar, which operate under the umbrella organization of the Mountain Covenant",
                "other groups | part of | Mountain Covenant | other groups in Khessar, which operate under the umbrella organization of the Mountain Covenant",
            ],
        ),
        (
            "[name:organisation The Brigade] is one of a large number of [desc:organisation militias] active in [name:place Khessar] with [name:people Andurali] backing, and feared",
            &[
                "The Brigade | located in | Khessar | one of a large number of militias active in Khessar",
                "The Brigade | backed by | Andurali | one of a large number of militias active in Khessar with Andurali backing",
            ],
        ),
        (
            "[desc:organisation The militia] was accused of being backed by [name:place Andural].",
            &["The militia | backed by | Andural | The militia was accused of being backed by Andural"],
        ),
        ("[name:place Andural] denies that [name:organisation the Brigade] is backed by [name:place>0 Andural].", &[]),
        ("[name:person Ilva Marrek] leads talks with [name:place Khessar].", &[]),
        ("[name:place Velmark] opposes [name:place Khessar]'s presence there.", &[]),
        ("The fight against [name:organisation the Brigade] goes on in [name:place Khessar].", &[]),
        ("[name:organisation The Brigade] would be backed by [name:place Andural].", &[]),
        (
            "[name:organisation Lestrian Shield] is allied with [name:organisation the Brigade].",
            &["Lestrian Shield | allied with | the Brigade | Lestrian Shield is allied with the Brigade"],
        ),
        (
            "[name:organisation Radio Hadreth] is owned by [name:organisation the Civic Union].",
            &["Radio Hadreth | controlled by | the Civic Union | Radio Hadreth is owned by the Civic Union"],
        ),
        (
            "[name:organisation The Brigade], which belongs to [name:organisation the Covenant], left",
            &["The Brigade | part of | the Covenant | The Brigade, which belongs to the Covenant"],
        ),
        ("[name:organisation The Brigade] controls the valley of [name:place Sefet].", &[]),
    ]);
}

#[test]
fn nouns() {
    check(&[
        (
            "[desc:person [name:organisation Foreign Ministry] spokesman] [name:person Navid Teshur] spoke",
            &["Navid Teshur | spokesperson of | Foreign Ministry | Foreign Ministry spokesman Navid Teshur"],
        ),
        (
            "[name:organisation Foreign Ministry] spokesman [name:person Navid Teshur] spoke",
            &["Navid Teshur | spokesperson of | Foreign Ministry | Foreign Ministry spokesman Navid Teshur"],
        ),
        (
            "[name:person Sami Orn], [desc:person a senior [name:organisation Covenant] spokesperson], spoke",
            &["Sami Orn | spokesperson of | Covenant | a senior Covenant spokesperson"],
        ),
        (
            "[desc:person The spokesman] for [name:organisation the Covenant], [name:person Sami Orn], spoke",
            &["Sami Orn | spokesperson of | the Covenant | The spokesman for the Covenant, Sami Orn"],
        ),
        (
            "[desc:person the leader] of [name:organisation the Covenant] spoke",
            &["the leader | leads | the Covenant | the leader of the Covenant"],
        ),
        (
            "[name:person Sami Orn], [desc:person the leader] of [name:organisation the Covenant], spoke",
            &["Sami Orn | leads | the Covenant | the leader of the Covenant"],
        ),
        (
            "[name:organisation Covenant] leader [name:person Sami Orn] spoke",
            &["Sami Orn | leads | Covenant | Covenant leader Sami Orn"],
        ),
        (
            "[desc:person A commander] of the [name:organisation Ninth Valley Brigade] spoke",
            &["A commander | member of | Ninth Valley Brigade | A commander of the Ninth Valley Brigade"],
        ),
        (
            "[name:place Velmark]’s president, [name:person Ilva Marrek], spoke",
            &["Ilva Marrek | leads | Velmark | Velmark’s president, Ilva Marrek"],
        ),
        ("[name:person Sami Orn], a former leader of [name:organisation the Covenant], spoke", &[]),
        (
            "[name:organisation The Brigade], one of [name:organisation the Covenant]’s members, left",
            &["The Brigade | member of | the Covenant | one of the Covenant’s members"],
        ),
        (
            "[name:place Andural]’s terror proxies [name:organisation Covenant] and [name:organisation Lestrian Shield] – which cheered",
            &[
                "Covenant | backed by | Andural | Andural’s terror proxies Covenant and Lestrian Shield",
                "Lestrian Shield | backed by | Andural | Andural’s terror proxies Covenant and Lestrian Shield",
            ],
        ),
        (
            "[name:organisation The Brigade] is a proxy of [name:place Andural].",
            &["The Brigade | backed by | Andural | a proxy of Andural"],
        ),
        ("[name:place Andural] and its ally [name:organisation the Brigade] left", &[]),
        (
            "[name:place Andural] and [pron:place>0 its] ally [name:organisation Lestrian Shield] left",
            &["Lestrian Shield | allied with | Andural | its ally Lestrian Shield"],
        ),
        (
            "The [name:organisation Covenant], the [name:organisation Lestrian Shield], and allies such as [name:organisation Palm Jihad] and [desc:people the Orrin terrorists] have fired",
            &[
                "Palm Jihad | allied with | Lestrian Shield | allies such as Palm Jihad and the Orrin terrorists",
                "Palm Jihad | allied with | Covenant | allies such as Palm Jihad and the Orrin terrorists",
                "the Orrin terrorists | allied with | Lestrian Shield | allies such as Palm Jihad and the Orrin terrorists",
                "the Orrin terrorists | allied with | Covenant | allies such as Palm Jihad and the Orrin terrorists",
            ],
        ),
        (
            "the [name:organisation Valley Front] ([name:organisation>0 VF]), [desc:organisation a coalition] of [desc:organisation majority [name:place Andural]-backed militias], won",
            &[
                "majority Andural-backed militias | part of | Valley Front | a coalition of majority Andural-backed militias",
                "majority Andural-backed militias | backed by | Andural | Andural-backed",
            ],
        ),
        (
            "[name:place Andural]’s [name:organisation Foreign Ministry] denied it",
            &["Foreign Ministry | part of | Andural | Andural’s Foreign Ministry"],
        ),
        (
            "[desc:organisation [pron:place its] foreign ministry] denied it",
            &["its foreign ministry | part of | its | its foreign ministry"],
        ),
        (
            "[desc:organisation militias] who became a formal arm of [desc:organisation the [name:people Khessari] armed forces] won",
            &["militias | part of | the Khessari armed forces | a formal arm of the Khessari armed forces"],
        ),
        (
            "[name:organisation The Brigade]’s enemy [name:organisation Lestrian Shield] fired",
            &["Lestrian Shield | opposes | The Brigade | The Brigade’s enemy Lestrian Shield"],
        ),
        (
            "[desc:organisation [name:person Marrek]’s administration] left",
            &["Marrek | leads | Marrek’s administration | Marrek’s administration"],
        ),
        ("[desc:people [name:people Velmarki] officials] spoke", &[]),
        (
            "[name:person Piet Oram], [desc:person the deputy leader] of [name:organisation the Covenant], spoke",
            &["Piet Oram | member of | the Covenant | the deputy leader of the Covenant"],
        ),
        ("[name:person Dana Ilmar] is not a member of [name:organisation the Brigade].", &[]),
        (
            "[name:organisation The Brigade] is the armed wing of [name:organisation Lestrian Shield].",
            &["The Brigade | part of | Lestrian Shield | the armed wing of Lestrian Shield"],
        ),
        (
            "[name:place Velmark]’s Defence Minister [name:person Aldo Prenn] spoke",
            &["Aldo Prenn | member of | Velmark | Velmark’s Defence Minister Aldo Prenn"],
        ),
        (
            "[name:place Velmark] President [name:person Ilva Marrek] spoke",
            &["Ilva Marrek | leads | Velmark | Velmark President Ilva Marrek"],
        ),
    ]);
}

#[test]
fn state_media() {
    check(&[
        (
            "[name:place Andural] read [desc:organisation the [name:people Andurali] state newspaper] [name:organisation Andural Standard].",
            &["Andural Standard | controlled by | Andural | the Andurali state newspaper Andural Standard"],
        ),
        (
            "[name:place Andural] reads the state-run [name:organisation Andural Standard].",
            &["Andural Standard | controlled by | Andural | the state-run Andural Standard"],
        ),
        (
            "[name:organisation Andural Standard], [name:place Andural]'s state newspaper, wrote",
            &["Andural Standard | controlled by | Andural | Andural's state newspaper"],
        ),
        (
            "[name:place Khessar] heard it on [desc:organisation [name:place>0 Khessar]'s state television].",
            &["Khessar's state television | controlled by | Khessar | Khessar's state television"],
        ),
        ("the state-owned news agency [name:organisation Corvan News Agency] of a place", &[]),
        ("[name:place Andural] and [desc:organisation the state oil company] agreed", &[]),
    ]);
}

#[test]
fn any_words_give_relations_on_character_borders() {
    use proptest::prelude::*;
    let words =
        "(Andural|-|backed|by|leader|of|’s|,|the|such|as|allies|and|under|brand|“|”|state|which|fights| |é|\n|\\.)";
    proptest!(|(parts in proptest::collection::vec(words, 0..40), picks in proptest::collection::vec((0usize..40, 1usize..6), 0..8))| {
        let text = parts.join(" ");
        let places: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
        let mut marks = sayso_model::Marks::default();
        let mut spans: Vec<_> = picks.iter().map(|&(start, length)| {
            let at = |it: usize| places[it.min(places.len() - 1)];
            at(start)..at(start + length)
        }).filter(|it| !it.is_empty()).collect();
        spans.sort_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
        for (number, bytes) in spans.into_iter().enumerate() {
            let form = if number % 2 == 0 { sayso_model::Form::Name } else { sayso_model::Form::Description };
            let kind = sayso_model::MentionKind::Organisation;
            marks.mentions.push(sayso_model::Mention { bytes, form, kind, confidence: 1.0, antecedents: Vec::new() });
        }
        let cast = cast_of(&text, &marks);
        for relation in relations(&Layout::new(&text), &cast) {
            prop_assert!(text.get(relation.evidence).is_some());
            prop_assert!(relation.from != relation.to);
        }
    });
}
