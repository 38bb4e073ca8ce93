package brume.portal.console;

import brume.cloud.sandbox.Entry;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The sandbox's journal, newest first: who did what, when.
final class JournalPage extends Page {

    private static final int SHOWN = 300;

    private final Listing<Entry> listing;
    private final Deque<Entry> read = new ArrayDeque<>();
    private long position;

    JournalPage(Console console) {
        super(console);
        listing = new Listing<Entry>(
                        "journal",
                        entry -> Long.toString(entry.position()),
                        entry -> List.of(entry.action(), entry.principal(), parameters(entry)),
                        this::refresh)
                .mono("#", entry -> Long.toString(entry.position()))
                .mono(Words.say("console.journal.at"), entry -> Times.say(entry.at()))
                .text(Words.say("console.journal.who"), Entry::principal)
                .mono(Words.say("console.journal.action"), Entry::action)
                .text(Words.say("console.journal.parameters"), JournalPage::parameters);
        add(listing);
        desk.looked()
                .get()
                .forEach(look -> add(Dom.text(
                        "p",
                        "sm t2 looked-in",
                        Words.say("console.journal.looked", look.name(), Times.say(look.at())))));
    }

    @Override
    void keep(Page before) {
        if (before instanceof JournalPage same) {
            listing.keep(same.listing);
        }
    }

    @Override
    void refresh() {
        desk.cloud().sandbox().history(position, entry -> {
            position = entry.position();
            read.addLast(entry);
            if (read.size() > SHOWN) {
                read.removeFirst();
            }
        });
        List<Entry> newestFirst = new ArrayList<>(read);
        Collections.reverse(newestFirst);
        listing.show(newestFirst);
    }

    private static String parameters(Entry entry) {
        return entry.parameters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(", "));
    }
}
