package brume.portal.frame;

import brume.school.Role;
import java.util.ArrayList;
import java.util.List;

/// A page that stands in the navigation, and who finds it there.
///
/// @param path without the slash that it begins with
/// @param key of its name among the words
record Room(String path, String icon, String key) {

    static final Room HOME = new Room("", "house", "frame.home");
    static final Room LIVE = new Room("live", "monitor-play", "frame.live");
    static final Room GRADES = new Room("grades", "graduation-cap", "frame.grades");
    static final Room COURSES = new Room("courses", "school", "frame.courses");
    static final Room PEOPLE = new Room("people", "users", "frame.people");
    static final Room AUDIT = new Room("audit", "scroll-text", "frame.audit");

    /// Those of a person, in the order they are offered.
    static List<Room> of(Visitor visitor) {
        boolean inSchool = visitor.tenant().isPresent();
        boolean isAdmin = visitor.person().is(Role.ADMIN);
        List<Room> rooms = new ArrayList<>(List.of(HOME));
        if (visitor.teaches() && inSchool) {
            rooms.addAll(List.of(LIVE, GRADES));
        }
        if (visitor.teaches()) {
            rooms.add(COURSES);
        }
        if (isAdmin) {
            rooms.add(PEOPLE);
        }
        if (visitor.teaches() && (inSchool || isAdmin)) {
            rooms.add(AUDIT);
        }
        return rooms;
    }
}
