using System.Net;
using System.Net.Http.Json;

namespace Maintenance.Dashboard.Tests;

/// <summary>The pages on which people change their own password and admins the accounts.</summary>
public sealed class AccountPagesTests
{
    private const string Current = "a password of theirs";
    private const string Next = "tangled-otter-plinth";

    [Fact]
    public async Task A_person_changes_their_password_stays_signed_in_and_ends_their_other_sessions()
    {
        await using var host = await StageHost.StartAsync();
        using var person = await host.SignedInAsync("viewer", "*", "eve");
        using var elsewhere = await host.SignedInPersonAsync("eve", Current);
        using var changed = await ChangeAsync(person, Current, Next);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await changed.Content.ReadAsStringAsync()).ShouldContain("password-changed");
        using var still = await person.GetAsync("/");
        still.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var ended = await elsewhere.GetAsync("/");
        ended.StatusCode.ShouldBe(HttpStatusCode.Found);
        using var again = await host.SignedInPersonAsync("EVE", Next);
        using var old = await SignIn.PostAsync(host.Anonymous(), "eve", Current);
        old.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("not the one", Next, HttpStatusCode.Forbidden, "current password is wrong")]
    [InlineData(Current, "1234567890", HttpStatusCode.BadRequest, "guessed")]
    [InlineData(Current, "eve-eve-eve", HttpStatusCode.BadRequest, "guessed")]
    [InlineData(Current, "short", HttpStatusCode.BadRequest, "10 to 256")]
    [InlineData(Current, Current, HttpStatusCode.BadRequest, "current one")]
    public async Task A_change_that_is_refused_says_why_on_the_page_and_in_REST(
        string current, string password, HttpStatusCode status, string reason)
    {
        await using var host = await StageHost.StartAsync();
        using var person = await host.SignedInAsync("viewer", "*", "eve");
        using var page = await ChangeAsync(person, current, password);
        page.StatusCode.ShouldBe(status);
        (await page.Content.ReadAsStringAsync()).ShouldContain(reason);
        using var rest = await person.PutAsJsonAsync("/api/v1/account/password", new { current, password });
        rest.StatusCode.ShouldBe(status);
        (await rest.Content.ReadAsStringAsync()).ShouldContain(reason);
        using var again = await host.SignedInPersonAsync("eve", Current);
    }

    [Fact]
    public async Task Guessing_the_current_password_is_held_back_like_a_sign_in()
    {
        await using var host = await StageHost.StartAsync(settings: ("Dashboard:SignInWindow", "01:00:00"));
        using var person = await host.SignedInAsync("viewer", "*", "eve");
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await person.PutAsJsonAsync("/api/v1/account/password", new { current = "guess " + i, password = Next });
            wrong.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        using var held = await person.PutAsJsonAsync("/api/v1/account/password", new { current = Current, password = Next });
        held.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        held.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var signIn = await SignIn.PostAsync(host.Anonymous(), "Eve", Current);
        signIn.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "one account, one count");
    }

    [Fact]
    public async Task An_admin_adds_changes_and_deletes_accounts_on_the_page_but_not_the_last_admin()
    {
        await using var host = await StageHost.StartAsync();
        using var admin = await host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        (await (await SaveAsync("Olga", "operator", "north-sea", Next)).Content.ReadAsStringAsync()).ShouldContain(">olga<");
        using var olga = await host.SignedInPersonAsync("olga", Next);
        using var refused = await SaveAsync("\u0430dmin", "admin", "*", Next);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("mixes");
        using var demoted = await SaveAsync("admin", "viewer", "", "");
        demoted.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await DeleteAsync("admin")).Content.ReadAsStringAsync()).ShouldContain("last that can administer");
        (await (await DeleteAsync("olga")).Content.ReadAsStringAsync()).ShouldNotContain(">olga<");
        using var ended = await olga.GetAsync("/");
        ended.StatusCode.ShouldBe(HttpStatusCode.Found);

        async Task<HttpResponseMessage> SaveAsync(string name, string role, string regions, string password) =>
            await admin.PostAsync("/users", SignIn.Form(await admin.GetStringAsync("/users"), ("_handler", "user"), ("name", name),
                ("role", role), ("regions", regions), ("password", password)));

        async Task<HttpResponseMessage> DeleteAsync(string name)
        {
            using var answer = await admin.PostAsync("/users/delete", SignIn.Form(await admin.GetStringAsync("/users"), ("name", name)));
            answer.StatusCode.ShouldBe(HttpStatusCode.Found);
            return await admin.GetAsync(answer.Headers.Location);
        }
    }

    private static async Task<HttpResponseMessage> ChangeAsync(HttpClient person, string current, string password) =>
        await person.PostAsync("/account", SignIn.Form(await person.GetStringAsync("/account"), ("_handler", "password"),
            ("current", current), ("password", password)));
}
