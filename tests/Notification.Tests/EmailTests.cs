using Maintenance.Core.Alarms;
using Maintenance.Notification.Delivery;
using Maintenance.Notification.Settings;
using SmtpServer.Protocol;

namespace Maintenance.Notification.Tests;

/// <summary>E-mail through a real SMTP server, as well-behaved and as ill-behaved as servers are.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class EmailTests : IAsyncLifetime
{
    private static readonly NotificationRoute Anna = new()
    {
        Name = "plain", Steps = [new RouteStep { To = [new RouteTarget { Email = "anna@example.org" }] }], GroupWait = TimeSpan.Zero,
    };

    private MailServer _server = null!;
    private Desk _desk = null!;

    public async Task InitializeAsync()
    {
        (_desk, _server) = (await Desk.OpenAsync(), new MailServer());
        await _desk.SetAsync(Anna);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task A_message_says_what_where_and_what_to_do_in_plain_text_and_html()
    {
        _desk.Put(Alarms.Standing(priority: AlarmPriority.High));
        await _desk.RunAsync(_desk.Notifier(Desk.Options(_server.Port)));
        var mail = _server.Taken.ShouldHaveSingleItem();
        mail.Subject.ShouldBe($"[HIGH] {Alarms.North}: Bearing hot");
        mail.From.ToString().ShouldBe("\"Maintenance\" <alarms@example.org>");
        mail.To.ToString().ShouldBe("anna@example.org");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.Importance.ShouldBe(MimeKit.MessageImportance.High);
        mail.TextBody!.ReplaceLineEndings("\n").ShouldContain($"""
            [HIGH] {Alarms.North}: Bearing hot
              Drill: {Alarms.North}, north-sea / GRANE / RIG2
              Since: 2026-06-01 12:00:00 UTC
              Because: bearing_temperature.max 98.5 above 95
              Usual cause: Lack of grease.
              What to do: Reduce speed, then grease.
              If nobody acts: The bearing seizes.
              Respond within: 00:30:00
              Open: https://maintenance.example.org/alarms/NO-GRANE-RIG2-D1~bearing_hot
            """.ReplaceLineEndings("\n"));
        mail.HtmlBody!.ShouldContain("<td>Reduce speed, then grease.</td>");
        var row = (await _desk.RowsAsync()).ShouldHaveSingleItem();
        (row.State, row.Attempts, row.Subject).ShouldBe(("sent", 1, mail.Subject));
        mail.MessageId.ShouldBe($"{row.Message}@example.org");
    }

    [Fact]
    public async Task Messages_of_one_alarm_are_one_thread_and_each_has_an_id_of_its_own()
    {
        await _desk.SetAsync(Anna with { Repeat = TimeSpan.FromMinutes(5), RepeatAtMost = 1, OnReturn = true });
        _desk.Put(Alarms.Standing());
        var notifier = _desk.Notifier(Desk.Options(_server.Port));
        await _desk.RunAsync(notifier, TimeSpan.FromMinutes(6));
        await _desk.RunAsync(notifier, TimeSpan.FromMinutes(6));
        _desk.Put(Alarms.Standing().Returned(Alarms.Noon + 600_000_000));
        await _desk.RunAsync(notifier);
        _server.Taken.Select(m => m.Subject).ShouldBe(
        [
            $"[MEDIUM] {Alarms.North}: Bearing hot", $"[MEDIUM] {Alarms.North}: Bearing hot (still not acknowledged)",
            $"[OVER] {Alarms.North}: Bearing hot (returned to normal)",
        ]);
        _server.Taken.Select(m => m.InReplyTo).Distinct().ShouldHaveSingleItem().ShouldNotBeNullOrEmpty();
        _server.Taken.Select(m => m.MessageId).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task No_text_of_an_alarm_breaks_out_of_its_place()
    {
        var alarm = Alarms.Standing();
        _desk.Put(alarm with
        {
            Because = "hot\r\n\r\n.\r\nRCPT TO:<eve@example.org>",
            Definition = alarm.Definition with
            {
                Title = "Hot\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>",
                Cause = "<img src=x onerror=alert(1)>",
            },
        });
        await _desk.RunAsync(_desk.Notifier(Desk.Options(_server.Port)));
        var mail = _server.Taken.ShouldHaveSingleItem();
        mail.Bcc.ShouldBeEmpty();
        mail.To.ToString().ShouldBe("anna@example.org");
        mail.Subject!.ShouldStartWith($"[MEDIUM] {Alarms.North}: Hot\\u000d\\u000aBcc: eve@example.org");
        mail.HtmlBody!.ShouldNotContain("<script>");
        mail.HtmlBody!.ShouldNotContain("<img");
        mail.TextBody!.ShouldContain("Because: hot  . RCPT TO:<eve@example.org>");
    }

    [Fact]
    public async Task A_flood_is_one_message_that_names_the_most_urgent_and_counts_the_rest()
    {
        _desk.Put([.. Enumerable.Range(0, 1000).Select(i =>
            Alarms.Standing($"rule{i:000}", i == 700 ? AlarmPriority.High : AlarmPriority.Low))]);
        await _desk.RunAsync(_desk.Notifier(Desk.Options(_server.Port)));
        var mail = _server.Taken.ShouldHaveSingleItem();
        mail.Subject.ShouldBe($"[HIGH] {Alarms.North}: Bearing hot and 999 more");
        mail.TextBody!.ShouldContain("and 980 more alarms");
        (await _desk.RowsAsync()).Count(r => r.State == "sent").ShouldBe(1000);
    }

    [Fact]
    public async Task Greylisting_is_waited_out_with_growing_pauses_and_the_same_id()
    {
        var answers = new List<string>();
        _server.Answer = mail =>
        {
            answers.Add(mail.MessageId!);
            return Task.FromResult(answers.Count < 3 ? new SmtpResponse((SmtpReplyCode)451, "try later") : SmtpResponse.Ok);
        };
        _desk.Put(Alarms.Standing());
        var notifier = _desk.Notifier(Desk.Options(_server.Port));
        await _desk.RunAsync(notifier);
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna failed 1"]);
        (await _desk.RowsAsync()).Single().Error.ShouldBe("451 try later");
        await _desk.RunAsync(notifier, TimeSpan.FromSeconds(29));
        answers.Count.ShouldBe(1);
        await _desk.RunAsync(notifier, TimeSpan.FromSeconds(1));
        await _desk.RunAsync(notifier, TimeSpan.FromSeconds(59));
        answers.Count.ShouldBe(2);
        await _desk.RunAsync(notifier, TimeSpan.FromSeconds(1));
        await _desk.RunAsync(notifier);
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna sent 3"]);
        answers.Distinct().ShouldHaveSingleItem();
        _server.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_final_refusal_is_given_up_at_once_and_others_are_told_all_the_same()
    {
        await _desk.SetAsync(Anna with
        {
            Steps =
            [
                new RouteStep { To = [new RouteTarget { Email = "anna@example.org" }, new RouteTarget { Email = "bob@example.org" }] },
            ],
        });
        _server.Recipient = to => to == "anna@example.org" ? SmtpResponse.MailboxUnavailable : null;
        _desk.Put(Alarms.Standing());
        var notifier = _desk.Notifier(Desk.Options(_server.Port));
        await _desk.RunAsync(notifier, TimeSpan.FromHours(2));
        await _desk.RunAsync(notifier);
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna given_up 1", "bearing_hot email:bob sent 1"]);
        _server.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dead_server_is_tried_so_often_and_no_more()
    {
        _desk.Put(Alarms.Standing());
        var notifier = _desk.Notifier(Desk.Options(LoopbackPorts.Take()));
        for (var i = 0; i < 8; i++) await _desk.RunAsync(notifier, TimeSpan.FromMinutes(50));
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna given_up 8"]);
        (await new NotificationHealthCheck(_desk.Figures).CheckHealthAsync(null!)).Description!.ShouldContain("Last answer: localhost:");
    }

    [Fact]
    public async Task An_answer_that_is_lost_leaves_the_message_unknown_and_it_is_not_sent_again()
    {
        var never = new TaskCompletionSource<SmtpResponse>();
        var asked = 0;
        _server.Answer = _ =>
        {
            asked++;
            return never.Task;
        };
        _desk.Put(Alarms.Standing());
        var notifier = _desk.Notifier(new NotificationOptions
        {
            SendTimeout = TimeSpan.FromSeconds(1),
            Smtp = new SmtpOptions { Host = "localhost", Port = _server.Port, Security = SmtpSecurity.None, From = "alarms@example.org" },
        });
        await _desk.RunAsync(notifier, TimeSpan.FromDays(1));
        await _desk.RunAsync(notifier);
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna unknown 1"]);
        asked.ShouldBe(1);
        never.SetResult(SmtpResponse.Ok);
    }

    [Fact]
    public async Task STARTTLS_and_a_password_are_used_and_a_certificate_that_is_not_trusted_is_refused()
    {
        using var certificate = MailServer.Certificate();
        await using var server = new MailServer("maintenance", "a password", certificate);
        var pem = Path.GetTempFileName();
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem());
        NotificationOptions Options(string password, string trusted) => new()
        {
            Smtp = new SmtpOptions
            {
                Host = "localhost", Port = server.Port, From = "alarms@example.org", User = "maintenance", Password = password,
                TrustedCertificate = trusted,
            },
        };
        _desk.Put(Alarms.Standing());
        await _desk.RunAsync(_desk.Notifier(Options("a password", "")), TimeSpan.FromMinutes(1));
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna failed 1"]);
        await _desk.RunAsync(_desk.Notifier(Options("a wrong one", pem)), TimeSpan.FromMinutes(2));
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna failed 2"]);
        await _desk.RunAsync(_desk.Notifier(Options("a password", pem)));
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna sent 3"]);
        (await _desk.RowsAsync()).ShouldAllBe(r => r.Error == null || !r.Error.Contains("password"));
        server.Taken.Count.ShouldBe(1);
        File.Delete(pem);
    }

    [Fact]
    public async Task What_is_over_before_it_could_be_sent_is_dropped()
    {
        _server.Answer = _ => Task.FromResult(new SmtpResponse((SmtpReplyCode)451, "try later"));
        _desk.Put(Alarms.Standing());
        var notifier = _desk.Notifier(Desk.Options(_server.Port));
        await _desk.RunAsync(notifier, TimeSpan.FromMinutes(1));
        _desk.Put(Alarms.Standing().Returned(Alarms.Noon + 1));
        _server.Answer = _ => Task.FromResult(SmtpResponse.Ok);
        await _desk.RunAsync(notifier);
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot email:anna dropped 1"]);
        _server.Taken.ShouldBeEmpty();
    }
}
