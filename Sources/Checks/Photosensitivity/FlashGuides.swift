import Model

/// The handbook's pages on flashes.
enum FlashGuides {
    static let broadcast = Guide(
        title: "Flashing pictures (BT.1702-3, Ofcom)",
        what:
            "A screening, not a certified PSE test. The picture is looked at in 240 × 135 points. A point changes when "
            + "its luminance differs by 20 cd/m² or more from that of the pictures within 66 ms, the darker state "
            + "being below 160 cd/m² (SDR: 200 cd/m² white, BT.1886; in PQ and HLG a Michelson contrast above 1/17 "
            + "counts as well where the darker state is brighter, in BT.1702-3 only), or when it turns to or from a "
            + "saturated red: R/(R+G+B) of 0.8 in linear light, and a distance of 0.2 in u′v′. Rises and falls "
            + "alternate, a slope counts once, and a point counts only in company with three of its neighbours. Where "
            + "more than 25 % of the screen changes the same way with one picture, every point of it is counted one up. "
            + "`fail` means that seven such changes (the fourth flash) fall on the same more than 25 % of the screen "
            + "within less than a second. Flashes whose leading edges are 360 ms or more from their neighbours' are "
            + "left out, 334 ms at 24, 30 and 60 Hz under BT.1702-3. `pse.flash-area` is the area at seven or more, "
            + "`pse.flash-count` the changes within the last second, `pse.flash-map` the changes of the worst second "
            + "in 48 × 27 cells, row by row; `pse.red-…` the same for red. The note names the worst second and warns "
            + "of five and six changes, of seven on more than 20 % or where parts rise while others fall, of seven "
            + "with changes slower than 66 ms counted, and of flashing that goes on for more than 5 s.",
        why: "Flashing pictures and flashes of saturated red can trigger seizures in people with photosensitive "
            + "epilepsy. Broadcasters refuse programmes that flash, in the United Kingdom and in Japan by rule, and "
            + "many ask for the certificate of a test they recognise. A pass here does not replace it.",
        cause: "Strobe and muzzle effects, photographers' flashlights, lightning, fast cuts between bright and dark, "
            + "animated titles, old film with flicker, emergency lights in the frame.",
        mend: "Go to the worst second. Lower the brighter state, raise the darker one to above 160 cd/m², spread the "
            + "flashes so that three of them take more than a second, shrink the flashing area below a quarter of the "
            + "screen, or blend neighbouring pictures. Take saturation out of flashing red. Then have the programme "
            + "tested by the device that the receiver recognises.",
        references: [
            "ITU-R BT.1702-3 (11/2023), flash guidelines and Annex 2 (luminance of code values)",
            "Ofcom, guidance on section 2 of the Broadcasting Code, annex 1: flashing images and regular patterns",
            "J. Jordan and G. Vanderheiden, International guidelines for photosensitive epilepsy, 2024 (66 ms; SDR at "
                + "200 cd/m²)",
            "WCAG 2.2, success criterion 2.3.1 (saturated red)",
        ])

    static let web = Guide(
        title: "Flashing pictures (WCAG 2.2, Trace 2024)",
        what: "A screening, not a certified PSE test. As the check for broadcast, with these differences. Luminance "
            + "comes from linear R, G, B (sRGB for SDR, as WCAG has it), 1.0 standing for 200 cd/m²: a change is 0.1, "
            + "the darker state being below 0.8; Trace 2024 also counts a Michelson contrast above 1/17 above that. "
            + "The area is more than 25 % of any rectangle of 341 × 256 CSS pixels (WCAG) or 416 × 416 (Trace), the "
            + "picture filling a screen of 1920 × 1080 CSS pixels: about 10 degrees of the visual field in front of a "
            + "desktop screen. Spacing excuses nothing. WCAG speaks of sRGB only; PQ and HLG are read at 200 cd/m² "
            + "for 1.0.",
        why: "A web page must not contain anything that flashes more than three times a second above these thresholds "
            + "(level A). Viewers sit closer to a screen than to a television, so smaller areas matter.",
        cause: "What makes broadcast pictures flash, and smaller things: advertisements, games, blinking graphics.",
        mend: "As for broadcast. Smaller pictures on the page help too: the area is that of the visual field.",
        references: [
            "WCAG 2.2, success criterion 2.3.1 and the definition of general and red flash thresholds",
            "J. Jordan and G. Vanderheiden, International guidelines for photosensitive epilepsy, 2024",
        ])
}
