package brume.portal.frame;

import brume.lab.Attempt;
import brume.lab.Lab;
import brume.portal.palette.Place;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.Role;
import brume.school.Tenant;
import com.vaadin.flow.component.UI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the palette offers a person on every page: nothing that they may not open, asked for in their own school.
///
/// @param navigate goes to a path without the slash that it begins with
public record Places(Portal portal, Visitor visitor, Consumer<String> navigate) {

    /// Those of the person being served.
    static List<Place> here() {
        return new Places(Portal.here(), Visitor.here(), path -> UI.getCurrent().navigate(path)).all();
    }

    /// In the order in which equals are offered.
    public List<Place> all() {
        List<Place> all = new ArrayList<>();
        Room.of(visitor).forEach(room -> all.add(page(room)));
        all.addAll(labs());
        all.addAll(classes());
        all.addAll(courses());
        all.add(page(new Room("password", "lock", "frame.password")));
        all.addAll(actions());
        all.addAll(students());
        return all;
    }

    private Place page(Room room) {
        return place(room.path(), room.icon(), "palette.page", Words.say(room.key()), "", both(room.key()));
    }

    private Place place(String path, String icon, String kind, String title, String detail, List<String> also) {
        return new Place("/" + path, icon, Words.say(kind), title, detail, also, () -> navigate.accept(path));
    }

    /// A name in each language: nobody need know which one the page speaks.
    private static List<String> both(String key) {
        return Words.LANGUAGES.stream().map(language -> Words.in(language, key)).toList();
    }

    private Optional<Principal> me() {
        return visitor.tenant().map(school -> visitor.principal());
    }

    /// The labs that one works on oneself, each with the account of its sandbox.
    private List<Place> labs() {
        return me().stream().flatMap(this::labs).toList();
    }

    private Stream<Place> labs(Principal me) {
        List<Attempt> attempts = portal.labs().attempts().of(me.tenant(), me.person());
        return Stream.concat(
                        portal.school().courses().of(me.tenant(), me.person()).stream(),
                        visitor.teaches() ? portal.school().courses().taughtBy(me).stream() : Stream.of())
                .distinct()
                .filter(course -> !course.archived())
                .flatMap(course -> labs(course).map(lab -> lab(course, lab, sandbox(attempts, course, lab))));
    }

    private Stream<Lab> labs(Course course) {
        return course.labs().stream().flatMap(id -> portal.labs().shelf().find(id).stream());
    }

    private Place lab(Course course, Lab lab, List<String> sandbox) {
        List<String> also = new ArrayList<>(sandbox);
        also.add(lab.id());
        Words.LANGUAGES.forEach(language -> also.add(lab.title().in(language)));
        return place(
                "lab/" + course.id() + "/" + lab.id(),
                "flask-conical",
                "palette.lab",
                lab.title().in(Words.locale()),
                course.title(),
                also);
    }

    private List<String> sandbox(List<Attempt> attempts, Course course, Lab lab) {
        return attempts.stream()
                .filter(one -> one.course().equals(course.id()) && one.lab().equals(lab.id()))
                .max(Comparator.comparingInt(Attempt::number))
                .stream()
                .flatMap(one -> portal.school().sandboxes().find(one.tenant(), one.sandbox()).stream())
                .flatMap(owner -> Stream.of(owner.account(), owner.sandbox().value()))
                .toList();
    }

    /// The class and the gradebook of each lab that one teaches.
    private List<Place> classes() {
        if (!visitor.teaches()) {
            return List.of();
        }
        return me().stream()
                .flatMap(me -> TaughtLab.all(portal, me).stream())
                .flatMap(one -> Stream.of(Room.LIVE, Room.GRADES)
                        .filter(room -> room == Room.GRADES || !one.course().archived())
                        .map(room -> place(
                                room.path() + "/" + one.path(),
                                room.icon(),
                                room.key(),
                                one.lab().title().in(Words.locale()),
                                one.course().title(),
                                both(room.key()))))
                .toList();
    }

    /// The courses that one teaches; an admin's are those of every school.
    private List<Place> courses() {
        if (!visitor.teaches()) {
            return List.of();
        }
        return portal.school().people().tenants().stream()
                .filter(school ->
                        visitor.person().is(Role.ADMIN) || visitor.person().isIn(school.id()))
                .flatMap(school -> courses(school))
                .toList();
    }

    private Stream<Place> courses(Tenant school) {
        String other = visitor.tenant().filter(school.id()::equals).isPresent() ? "" : "?school=" + school.id();
        return portal.school().courses().taughtBy(Principal.of(visitor.person(), school.id())).stream()
                .map(course -> place(
                        "courses/" + course.id() + other,
                        "school",
                        "palette.course",
                        course.title(),
                        school.name(),
                        List.of(course.id().value())));
    }

    /// The students of the courses that one teaches in one's own school.
    private List<Place> students() {
        if (!visitor.teaches()) {
            return List.of();
        }
        return me().stream().flatMap(this::students).toList();
    }

    private Stream<Place> students(Principal me) {
        Map<PersonId, Person> people = portal.school().people().all(me.tenant()).stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
        return portal.school().courses().taughtBy(me).stream()
                .filter(course -> labs(course).findAny().isPresent())
                .flatMap(course -> portal.school().courses().enrolments(me.tenant(), course.id()).stream()
                        .filter(one -> one.role() == Role.STUDENT)
                        .flatMap(one -> Optional.ofNullable(people.get(one.person())).stream())
                        .map(student -> student(course, student)));
    }

    private Place student(Course course, Person student) {
        return new Place(
                "student/" + course.id() + "/" + student.id(),
                "user",
                Words.say("palette.student"),
                student.name(),
                course.title(),
                List.of(student.username()),
                () -> navigate.accept(
                        "grades/" + course.id() + "/" + lastLab(course, student) + "/students/" + student.id()));
    }

    /// The lab that the student began last, else the first of the course.
    private String lastLab(Course course, Person student) {
        List<String> labs = labs(course).map(Lab::id).toList();
        return portal.labs().attempts().of(course.tenant(), student.id()).stream()
                .filter(one -> one.course().equals(course.id()) && labs.contains(one.lab()))
                .max(Comparator.comparing(Attempt::started))
                .map(Attempt::lab)
                .orElse(labs.getFirst());
    }

    private static List<Place> actions() {
        boolean inFrench = Words.locale().equals(Locale.FRENCH);
        Locale other = inFrench ? Locale.ENGLISH : Locale.FRENCH;
        return List.of(
                action(
                        "language",
                        "languages",
                        Words.in(other, "palette.speak"),
                        "frame.language",
                        () -> Gate.choose(other)),
                action(
                        "theme",
                        "moon",
                        Words.say("frame.light"),
                        "frame.light",
                        () -> UI.getCurrent().getPage().executeJs("brumeTheme()")),
                action("signOut", "log-out", Words.say("frame.signOut"), "frame.signOut", Door::leave));
    }

    private static Place action(String id, String icon, String title, String key, Runnable go) {
        return new Place("do/" + id, icon, Words.say("palette.action"), title, "", both(key), go);
    }
}
