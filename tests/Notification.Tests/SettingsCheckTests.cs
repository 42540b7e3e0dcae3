using System.Text.Json;
using Maintenance.Core.Tables;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Tests;

/// <summary>What settings are refused, and what stored ones come to.</summary>
public sealed class SettingsCheckTests
{
    private static readonly NotificationSettings Known = NotificationSettings.Of(
    [
        Row("rota", "north", """{"timeZone":"UTC","levels":[{"from":"2026-01-01","people":["anna"]}],"people":{"anna":{"email":"a@example.org","webhook":"ops"}}}"""),
        Row("webhook", "ops", "{}", """{"url":"https://hooks.example.org/token","secret":"0123456789abcdef"}"""),
    ], sealedText => sealedText);

    [Theory]
    [InlineData("""{"steps":[{"to":[{"email":"anna@example.org"}]},{"after":"00:15:00","to":[{"onCall":"north"},{"webhook":"ops"}]}]}""", null)]
    [InlineData("""{"steps":[]}""", "steps: has 0 steps")]
    [InlineData("""{"steps":[null]}""", "steps[0]: is null")]
    [InlineData("""{"steps":[{"to":[null]}]}""", "exactly one of")]
    [InlineData("""{"steps":[{"to":[{"email":"a@b.org","webhook":"ops"}]}]}""", "exactly one of")]
    [InlineData("""{"steps":[{"to":[{"email":"anna"}]}]}""", "not an e-mail address")]
    [InlineData("""{"steps":[{"to":[{"email":"Anna <anna@example.org>"}]}]}""", "not an e-mail address")]
    [InlineData("""{"steps":[{"to":[{"email":"anna@example.org\r\nBcc: eve@example.org"}]}]}""", "not an e-mail address")]
    [InlineData("""{"steps":[{"to":[{"email":"anna@example.org,eve@example.org"}]}]}""", "not an e-mail address")]
    [InlineData("""{"steps":[{"to":[{"onCall":"south"}]}]}""", "does not exist")]
    [InlineData("""{"steps":[{"to":[{"onCall":"north","level":2}]}]}""", "level 2")]
    [InlineData("""{"steps":[{"to":[{"webhook":"none"}]}]}""", "does not exist")]
    [InlineData("""{"steps":[{"to":[{"webhook":"ops"}]},{"to":[{"webhook":"ops"}]}]}""", "steps[1].after")]
    [InlineData("""{"steps":[{"to":[{"webhook":"ops"}]}],"repeat":"00:00:01"}""", "repeat: is")]
    [InlineData("""{"steps":[{"to":[{"webhook":"ops"}]}],"quietHours":{"timeZone":"Mars/Base","from":"22:00","until":"07:00"}}""", "not a time zone")]
    [InlineData("""{"steps":[{"to":[{"webhook":"ops"}]}],"quietHours":{"timeZone":"UTC","from":"07:00","until":"07:00"}}""", "must end")]
    [InlineData("""{"steps":[{"to":[{"webhook":"ops"}]}],"regions":[null]}""", "regions: has")]
    public void A_route_is_refused_by_field(string json, string? words) =>
        Expect(SettingsCheck.Route(JsonSerializer.Deserialize<NotificationRoute>(json, SettingsJson.Options)!, Known), words);

    [Theory]
    [InlineData("""{"timeZone":"Mars/Base","levels":[{"from":"2026-01-01","people":["anna"]}],"people":{"anna":{"email":"a@example.org"}}}""", "not a time zone")]
    [InlineData("""{"timeZone":"UTC","levels":[],"people":{"anna":{"email":"a@example.org"}}}""", "levels: has 0")]
    [InlineData("""{"timeZone":"UTC","levels":[{"from":"2026-01-01","people":["bob"]}],"people":{"anna":{"email":"a@example.org"}}}""", "'bob'")]
    [InlineData("""{"timeZone":"UTC","levels":[{"from":"2026-01-01","people":["anna"],"days":0}],"people":{"anna":{"email":"a@example.org"}}}""", "days: is 0")]
    [InlineData("""{"timeZone":"UTC","levels":[{"from":"2026-01-01","people":["anna"]}],"people":{"anna":{}}}""", "neither")]
    [InlineData("""{"timeZone":"UTC","levels":[{"from":"2026-01-01","people":["anna"]}],"people":{"anna":null}}""", "neither")]
    [InlineData("""{"timeZone":"UTC","levels":[{"from":"2026-01-01","people":["anna"]}],"people":{"anna":{"email":"a@example.org"}},"overrides":[{"from":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z","person":"anna"}]}""", "after from")]
    public void A_rota_is_refused_by_field(string json, string words) =>
        Expect(SettingsCheck.Rota(JsonSerializer.Deserialize<Rota>(json, SettingsJson.Options)!, Known), words);

    [Theory]
    [InlineData("https://hooks.example.org/a?b=c", "0123456789abcdef", null)]
    [InlineData("ftp://hooks.example.org/", "0123456789abcdef", "url: is not an https address")]
    [InlineData("https://me:mine@hooks.example.org/", "0123456789abcdef", "url: is not an https address")]
    [InlineData("/relative", "0123456789abcdef", "url: is not an https address")]
    [InlineData("https://hooks.example.org/", "short", "secret: has 5 characters")]
    public void A_webhook_is_refused_without_showing_its_secret(string url, string secret, string? words)
    {
        Expect(SettingsCheck.Webhook(new SealedWebhook(url, secret)), words);
        new SealedWebhook(url, secret).ToString().ShouldNotContain(secret);
        new Webhook("ops", new Uri("https://hooks.example.org/token"), secret).ToString().ShouldBe("webhook:ops");
    }

    [Fact]
    public void What_cannot_be_opened_is_told_and_the_rest_is_used()
    {
        var settings = NotificationSettings.Of(
        [
            Row("webhook", "ops", "{}", "sealed with other keys"), Row("route", "broken", "{"), Row("route", "gone", null),
            Row("route", "good", """{"steps":[{"to":[{"email":"anna@example.org"}]}]}"""),
        ], _ => null);
        settings.Routes.Select(r => r.Name).ShouldBe(["good"]);
        settings.Problems.Count.ShouldBe(2);
        settings.Problems.ShouldContain(p => p.Contains("The webhook ops was sealed with other keys"));
        settings.Problems.ShouldContain(p => p.Contains("The route broken cannot be read"));
    }

    [Fact]
    public void A_target_resolves_to_whoever_is_on_call_by_every_way_they_have()
    {
        Known.Resolve(new RouteTarget { OnCall = "north" }, 1_800_000_000_000_000).Select(r => r.ToString())
            .ShouldBe(["email:a@example.org", "webhook:ops"]);
        Known.Resolve(new RouteTarget { OnCall = "north" }, 0).ShouldBeEmpty("before the rota begins");
        Recipient.Of("webhook:ops").ShouldBe(new Recipient(RecipientKind.Webhook, "ops"));
        Recipient.Of("email:a@example.org").ShouldBe(new Recipient(RecipientKind.Email, "a@example.org"));
    }

    private static void Expect(IEnumerable<(string Field, string Message)> faults, string? words)
    {
        var found = string.Join("; ", faults.Select(f => $"{f.Field}: {f.Message}"));
        if (words is null) found.ShouldBeEmpty();
        else found.ShouldContain(words);
    }

    private static NotificationSettingRow Row(string kind, string name, string? definition, string? sealedText = null) => new()
    {
        Kind = kind, Name = name, Version = 1, Definition = definition, Sealed = sealedText, Author = "test", ChangedUnixMicros = 0,
    };
}
