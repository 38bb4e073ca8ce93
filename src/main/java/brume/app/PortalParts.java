package brume.app;

import brume.api.aws.Fault;
import brume.api.ec2.Ec2Errors;
import brume.api.proxy.Internet;
import brume.api.proxy.Preview;
import brume.cloud.Cloud;
import brume.cloud.sandbox.Problem;
import brume.portal.frame.PageFetch;
import brume.portal.frame.Portal;
import brume.portal.frame.Portal.DemoAccount;
import brume.portal.frame.ProviderWords;
import brume.portal.look.Looks;
import brume.school.CourseDesk;
import brume.school.QuotaDesk;
import brume.school.TenantDesk;
import java.time.InstantSource;
import java.util.List;

/// What the portal's views are given.
final class PortalParts {

    private PortalParts() {}

    static Portal of(Brume brume, InstantSource clock) {
        School school = brume.school();
        return new Portal(
                new Portal.School(
                        school.signIn(),
                        school.stays(),
                        school.people(),
                        school.courses(),
                        courses(brume, clock),
                        school.enrolment(),
                        new QuotaDesk(school.quotas(), school.courses(), school.audit(), clock),
                        school.sandboxes(),
                        school.accessKeys(),
                        school.sshKeys(),
                        school.audit(),
                        school.accounts(),
                        new TenantDesk(school.people(), school.audit(), clock)),
                new Portal.Teaching(
                        brume.labs(),
                        school.attempts(),
                        brume.labDesk(),
                        brume.desk(),
                        brume.gradeDesk(),
                        brume.grades()),
                brume.clouds(),
                pages(new Preview(Preview.Limits.DEFAULT)),
                PortalParts::words,
                demo(brume.settings()),
                new Looks(),
                clock);
    }

    private static CourseDesk courses(Brume brume, InstantSource clock) {
        School school = brume.school();
        return new CourseDesk(
                school.people(),
                school.courses(),
                lab -> brume.labs().find(lab).isPresent(),
                brume.desk()::archived,
                school.audit(),
                clock);
    }

    private static List<DemoAccount> demo(Settings settings) {
        return Welcome.accounts(settings).stream()
                .map(account ->
                        new DemoAccount(account.username(), account.password(), account.role(), account.tenant()))
                .toList();
    }

    private static ProviderWords.Refusal words(Problem problem) {
        Fault fault = Ec2Errors.of(problem);
        return new ProviderWords.Refusal(fault.code(), fault.message());
    }

    private static PageFetch pages(Preview preview) {
        return (Cloud cloud, String url) -> switch (preview.fetch(Internet.of(cloud), url)) {
            case Preview.Outcome.Page page ->
                new PageFetch.Fetched.Page(
                        page.url(), page.status(), page.header("Content-Type").orElse(""), page.body(), page.cut());
            case Preview.Outcome.Failed failed -> new PageFetch.Fetched.Nothing(failed.url(), failed.words());
        };
    }
}
