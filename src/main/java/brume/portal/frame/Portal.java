package brume.portal.frame;

import brume.cloud.Clouds;
import brume.lab.Attempts;
import brume.lab.GradeDesk;
import brume.lab.LabDesk;
import brume.lab.Labs;
import brume.lab.LiveGrades;
import brume.portal.look.Looks;
import brume.school.AccessKeys;
import brume.school.Accounts;
import brume.school.Audit;
import brume.school.CourseDesk;
import brume.school.Courses;
import brume.school.EnrolmentDesk;
import brume.school.People;
import brume.school.QuotaDesk;
import brume.school.SandboxDesk;
import brume.school.Sandboxes;
import brume.school.SignIn;
import brume.school.SshKeys;
import brume.school.Stays;
import brume.school.TenantDesk;
import com.vaadin.flow.server.VaadinContext;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What the views may call. The application puts one into the servlet context, under this class's name, before the
/// first
/// page is served.
///
/// @param demo accounts named on the sign-in page; empty outside of a demonstration
/// @param looks who looks at whose work now
public record Portal(
        School school,
        Teaching labs,
        Clouds clouds,
        PageFetch pages,
        ProviderWords provider,
        List<DemoAccount> demo,
        Looks looks,
        InstantSource clock) {

    /// Who is who.
    ///
    /// @param signIn for embedded accounts; empty where an identity provider signs people in
    public record School(
            Optional<SignIn> signIn,
            Stays stays,
            People people,
            Courses courses,
            CourseDesk courseDesk,
            EnrolmentDesk enrolmentDesk,
            QuotaDesk quotas,
            Sandboxes sandboxes,
            AccessKeys accessKeys,
            SshKeys sshKeys,
            Audit audit,
            Accounts accounts,
            TenantDesk tenants) {}

    /// What is taught, and how people stand.
    public record Teaching(
            Labs shelf, Attempts attempts, LabDesk desk, SandboxDesk sandboxes, GradeDesk marks, LiveGrades live) {}

    /// An account that anybody may try.
    ///
    /// @param role `student`, `instructor` or `admin`
    public record DemoAccount(String username, String password, String role, String tenant) {}

    public Portal {
        demo = List.copyOf(demo);
    }

    /// That of the page being served.
    public static Portal here() {
        VaadinContext context = VaadinService.getCurrent().getContext();
        if (((VaadinServletContext) context).getContext().getAttribute(Portal.class.getName())
                instanceof Portal portal) {
            return portal;
        }
        throw new IllegalStateException("Brume has not started yet");
    }
}
