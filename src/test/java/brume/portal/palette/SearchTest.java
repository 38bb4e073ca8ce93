package brume.portal.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final Place HOME = place("/", "Accueil", "");
    private static final Place STUDENT = place("student/1", "Éloïse Œuvrard", "Réseaux et cloud", "eloise");
    private static final Place GROUP = place("resource/sg-04ce", "web", "sg-04ce", "the web servers");
    private static final Place COURSE = place("/courses/cloud", "Introduction au cloud", "Lyon", "cloud");
    private static final Place PASSWORD = place("/password", "Changer de mot de passe", "", "Change password");
    private static final Place KEY = place("resource/key-1", "Clés d’accès", "");

    private final Search search = new Search(List.of(HOME, STUDENT, GROUP, COURSE, PASSWORD, KEY), List.of());

    private static Place place(String id, String title, String detail, String... also) {
        return new Place(id, "house", "Page", title, detail, List.of(also), () -> {});
    }

    private List<Place> find(String text) {
        return search.found(text, 12);
    }

    @Test
    void caseAndAccentsMakeNoDifference() {
        assertThat(find("ELOISE")).containsExactly(STUDENT);
        assertThat(find("éloïse")).containsExactly(STUDENT);
        assertThat(find("oeuvrard")).containsExactly(STUDENT);
        assertThat(find("cles d'acces")).containsExactly(KEY);
    }

    @Test
    void wordsStandInAnyOrderAndAllAreFound() {
        assertThat(find("cloud eloise")).containsExactly(STUDENT);
        assertThat(find("passe mot")).containsExactly(PASSWORD);
        assertThat(find("eloise nowhere")).isEmpty();
    }

    @Test
    void theBeginningOfAWordComesBeforeItsMiddleAndTheTitleBeforeTheRest() {
        Place middle = place("a", "Mycloud", "");
        Place besides = place("b", "Réseaux", "cloud");
        Place inside = place("c", "Le cloud", "");
        Place first = place("d", "Cloud", "");
        assertThat(new Search(List.of(middle, besides, inside, first), List.of()).found("clou", 12))
                .containsExactly(first, inside, besides, middle);
    }

    @Test
    void anIdIsFoundByItsBeginningAndByItsEnd() {
        assertThat(find("sg-04")).containsExactly(GROUP);
        assertThat(find("04ce")).containsExactly(GROUP);
        assertThat(find("4ce")).containsExactly(GROUP);
    }

    @Test
    void aNameInTheOtherLanguageIsFound() {
        assertThat(find("change password")).containsExactly(PASSWORD);
    }

    @Test
    void withoutWordsWhatWasVisitedLastComesFirst() {
        Search visited = new Search(List.of(HOME, STUDENT, GROUP, COURSE), List.of("gone", COURSE.id(), GROUP.id()));
        assertThat(visited.found(" ", 12)).containsExactly(COURSE, GROUP, HOME, STUDENT);
    }

    @Test
    void amongEqualsWhatWasVisitedLastComesFirst() {
        Place one = place("one", "web-1", "");
        Place two = place("two", "web-2", "");
        assertThat(new Search(List.of(one, two), List.of("two")).found("web", 12))
                .containsExactly(two, one);
    }

    @Test
    void noMoreThanAskedForIsFoundAndALongTextIsNoBurden() {
        List<Place> many = IntStream.range(0, 5_000)
                .mapToObj(i -> place("p" + i, "Étudiant " + i, ""))
                .toList();
        Search large = new Search(many, List.of());
        assertThat(large.found("etu", 12)).hasSize(12);
        assertThat(large.found("e ".repeat(1_000), 12)).hasSize(12);
    }

    @Test
    void charactersOfAPatternAreOnlyCharacters() {
        assertThat(find("[.*")).isEmpty();
        assertThat(find("\\")).isEmpty();
    }
}
