//! A whole story, marked by hand as the model should mark it.

use super::testing::sources_of;

#[test]
fn a_story_of_a_strike() {
    // Numbers count mentions in text order: 19 is Teshur.
    let (sources, cast) = sources_of(
        "[s1 [desc:person A commander] in one of [desc:organisation the militias] that fight under the name of the \
         “[name:organisation Mountain Covenant]”] [c1 declared] [x1 that talks between [name:place Khessar] and \
         [name:place Velmark] would bring “blows”].\n\
         The text, reprinted by [desc:organisation the state-run [name:organisation Andural Standard]] came after \
         [s2 President [name:person Ilva Marrek]] [c2 announced] [x2 an attack on the frontier between [name:place Dorrath] \
         and [name:place Khessar]]. [s3 [name:person Marrek]] [c3 said] [x3 drones struck [name:place Fort Bellan], in \
         [name:place Dorrath]]; [s4 [desc:organisation the [name:people Dorrathi] government]] [c4 insisted] [x4 they had not].\n\
         [c5 According to] [s5 [name:organisation Dawn Wire], [desc:organisation an outlet] affiliated with the \
         [name:organisation Lestrian Shield] movement], [x5 the [name:organisation Covenant] [c6 declared] [x6 victory]].\n\
         [x7 “The talks will not slow us,”] [s7 [desc:person>0 the unnamed commander]] reportedly [c7 said].\n\
         [s8 [desc:organisation [name:place Velmark]’s defence ministry]] [c8 has said] [x8 no]. \
         [s9 [desc:organisation [name:place Andural]’s foreign ministry]] [c9 rejected] [x9 it]. [x10 “I know nothing,”] [s10 \
         [desc:person ministry spokesman] [name:person Navid Teshur]] [c10 said]. [s11 [name:person Teshur]] [c11 blamed] \
         [x11 [name:place Velmark]].",
    );
    assert_eq!(
        sources,
        [
            "commander in one of the militias/Unnamed",
            "Ilva Marrek/Named",
            "Ilva Marrek/Named",
            "Dorrathi government/Named",
            "Dawn Wire/Outlet",
            "-/None",
            "commander in one of the militias/Unnamed",
            "Velmark’s defence ministry/Named",
            "Andural’s foreign ministry/Named",
            "Navid Teshur/Named",
            "Navid Teshur/Named",
        ]
    );
    for expected in [
        "Mountain Covenant: Mountain Covenant, Covenant",
        "Velmark: Velmark, Velmark",
        "Andural Standard: the state-run Andural Standard, Andural Standard",
        "Navid Teshur: I, ministry spokesman, Navid Teshur, Teshur",
        "Dorrathi government: the Dorrathi government",
    ] {
        assert!(cast.iter().any(|line| line == expected), "{expected} is not in {cast:#?}");
    }
}
