using System.Net;
using System.Net.Http.Json;
using Maintenance.Api.Access;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Dashboard.Tests;

/// <summary>Sessions end for everybody who holds their cookie, in every process over the store, and for connections that are
/// open.</summary>
public sealed class SessionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copied_cookie_is_worth_nothing_after_its_owner_signed_out(bool inAnotherProcess)
    {
        await using var host = await StageHost.StartAsync();
        await using var second = await StageHost.OverAsync(host);
        using var owner = await host.SignedInAsync("viewer", "*", "eve");
        using var thief = CopyOf(owner, host, inAnotherProcess ? second : host);
        (await StatusAsync(thief)).ShouldBe(HttpStatusCode.OK, "a session holds in all processes");
        using var signOut = await owner.PostAsync("/sign-out", SignIn.Form(await owner.GetStringAsync("/")));
        signOut.StatusCode.ShouldBe(HttpStatusCode.Found);
        await UntilAsync(thief, HttpStatusCode.Found);
        using var hub = await thief.PostAsync("/hub/fleet/negotiate?negotiateVersion=1", content: null);
        hub.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_at_its_age_however_much_it_is_used()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await StageHost.StartAsync(
            clock, settings: [("Dashboard:SessionMaxAge", "08:00:00"), ("Dashboard:SessionLifetime", "03:00:00")]);
        using var person = await host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        for (var hour = 1; hour < 8; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            (await StatusAsync(person)).ShouldBe(HttpStatusCode.OK, $"after {hour} h");
        }
        clock.Advance(TimeSpan.FromHours(1));
        (await StatusAsync(person)).ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task An_account_has_a_bounded_number_of_sessions_and_the_oldest_ends()
    {
        await using var host = await StageHost.StartAsync();
        using var first = await host.SignedInAsync("viewer", "*", "eve");
        var sessions = host.Services.GetRequiredService<UserSessions>();
        var eve = (await host.Services.GetRequiredService<UserAccounts>().FindAsync("eve", CancellationToken.None)).ShouldNotBeNull();
        for (var i = 1; i < UserSessions.MaxPerAccount; i++) await sessions.BeginAsync(eve, "tests", CancellationToken.None);
        (await StatusAsync(first)).ShouldBe(HttpStatusCode.OK);
        await sessions.BeginAsync(eve, "tests", CancellationToken.None);
        (await StatusAsync(first)).ShouldBe(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("regions", false)]
    [InlineData("regions", true)]
    [InlineData("role", false)]
    [InlineData("password", true)]
    [InlineData("rename", false)]
    [InlineData("delete", true)]
    [InlineData("sign-out", false)]
    [InlineData("sign-out", true)]
    public async Task A_live_connection_closes_when_its_account_changes(string change, bool inAnotherProcess)
    {
        await using var host = await StageHost.StartAsync(settings: ("Dashboard:FeedInterval", "00:00:00.020"));
        await using var second = await StageHost.OverAsync(host);
        using var person = await host.SignedInAsync("viewer", "north-sea", "eve");
        await using var connection = new HubConnectionBuilder().WithUrl(host.Url + "/hub/fleet", o =>
        {
            o.Transports = HttpTransportType.WebSockets;
            o.Headers["Cookie"] = StageHost.CookiesOf(person).GetCookieHeader(new Uri(host.Url));
        }).Build();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync();
        await connection.InvokeAsync("WatchFleet", "north-sea");
        var changing = inAnotherProcess ? second : host;
        using var program = changing.Program();
        using var owner = CopyOf(person, host, changing);
        using var answer = change switch
        {
            "regions" => await program.PutAsJsonAsync("/api/v1/users/eve", new { regions = "santos" }),
            "role" => await program.PutAsJsonAsync("/api/v1/users/eve", new { role = "operator" }),
            "password" => await program.PutAsJsonAsync("/api/v1/users/eve", new { password = "tangled-otter-plinth" }),
            "rename" => await program.PostAsJsonAsync("/api/v1/users/rename", new { name = "eve", newName = "evelyn" }),
            "delete" => await program.DeleteAsync("/api/v1/users/eve"),
            _ => await owner.PostAsync("/sign-out", SignIn.Form(await owner.GetStringAsync("/"))),
        };
        ((int)answer.StatusCode).ShouldBeLessThan(400);
        await closed.Task.WaitAsync(Limit);
    }

    private static HttpClient CopyOf(HttpClient client, StageHost from, StageHost to)
    {
        var copy = to.Anonymous();
        foreach (Cookie cookie in StageHost.CookiesOf(client).GetCookies(new Uri(from.Url)))
            StageHost.CookiesOf(copy).Add(new Uri(to.Url), new Cookie(cookie.Name, cookie.Value));
        return copy;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/");
        return answer.StatusCode;
    }

    private static async Task UntilAsync(HttpClient client, HttpStatusCode expected)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await StatusAsync(client) != expected) limit.Token.ThrowIfCancellationRequested();
    }
}
