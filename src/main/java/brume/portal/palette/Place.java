package brume.portal.palette;

import java.util.List;

/// Somewhere to go, or something to do, as the palette offers it.
///
/// @param id the same for the same place in every language; of a page its path
/// @param icon a drawing of Lucide's
/// @param kind what it is, in a word: lab, instance, action
/// @param title what it is called
/// @param detail what tells it from others of that name; may be empty
/// @param also what it is found by besides, and never shown
public record Place(String id, String icon, String kind, String title, String detail, List<String> also, Runnable go) {

    public Place {
        also = List.copyOf(also);
    }
}
