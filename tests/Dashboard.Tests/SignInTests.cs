using System.Net;
using System.Net.Http.Json;
using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Tests;

/// <summary>Signing in by the form.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task A_person_signs_in_to_a_safe_cookie_and_out_again()
    {
        await using var host = await StageHost.StartAsync();
        using var client = host.Anonymous();
        using var answer = await SignIn.PostAsync(client, "admin", StageHost.AdminPassword, "/sign-in?returnUrl=%2Fdata");
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldEndWith("/data");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("maintenance-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");

        var page = await client.GetStringAsync("/");
        using var signOut = await client.PostAsync("/sign-out", SignIn.Form(page));
        signOut.Headers.Location!.ToString().ShouldBe("/sign-in");
        using var after = await client.GetAsync("/");
        after.Headers.Location!.ToString().ShouldContain("/sign-in?returnUrl=%2F");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("elsewhere")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl)
    {
        await using var host = await StageHost.StartAsync();
        using var client = host.Anonymous();
        using var answer = await SignIn.PostAsync(client, "admin", StageHost.AdminPassword, "/sign-in?returnUrl="
            + Uri.EscapeDataString(returnUrl));
        new Uri(new Uri(host.Url), answer.Headers.Location!).ToString().ShouldBe(host.Url + "/");
    }

    [Theory]
    [InlineData("/drills/\u00D8ST-1?range=\u00BD", "/drills/%C3%98ST-1?range=%C2%BD")]
    [InlineData("/data?x=\u4E2D#\u6587", "/data?x=%E4%B8%AD#%E6%96%87")]
    [InlineData("/data?q=%zz&r=%", "/data?q=%25zz&r=%25")]
    [InlineData("/data?q=a b\u202Ec", "/data?q=a%20b%E2%80%AEc")]
    [InlineData("/a/..\\..//elsewhere.example", "/")]
    [InlineData("/.//elsewhere.example", "/")]
    [InlineData("/\\/elsewhere.example", "/")]
    [InlineData("/data\r\nSet-Cookie: x=y", "/")]
    [InlineData("/@elsewhere.example:80/", "/@elsewhere.example:80/")]
    [InlineData("https:elsewhere.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData(" /data", "/")]
    [InlineData("", "/")]
    public async Task Any_return_address_is_local_and_fit_for_a_header(string returnUrl, string expected)
    {
        await using var host = await StageHost.StartAsync();
        using var client = host.Anonymous();
        var form = "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl);
        using var answer = await SignIn.PostAsync(client, "admin", StageHost.AdminPassword, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.GetValues("Location").Single().ShouldBe(expected);
        using var preferences = await client.PostAsync("/preferences",
            SignIn.Form(await client.GetStringAsync("/"), ("units", "metric"), ("zone", "utc"), ("returnUrl", returnUrl)));
        preferences.Headers.GetValues("Location").Single().ShouldBe(expected);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/data")]
    public async Task No_redirect_repeats_the_host_a_client_names(string path)
    {
        await using var host = await StageHost.StartAsync();
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Host = "elsewhere.example";
        using var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.GetValues("Location").Single().ShouldStartWith("/sign-in?returnUrl=");
        (await client.GetStringAsync("/sign-in")).ShouldNotContain("elsewhere.example");
    }

    [Fact]
    public async Task Repeated_failures_are_held_back_with_words_and_a_time()
    {
        await using var host = await StageHost.StartAsync(settings: ("Dashboard:SignInWindow", "01:00:00"));
        using var client = host.Anonymous();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await SignIn.PostAsync(client, "admin", "wrong " + i);
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("Name or password is wrong.");
        }
        using var right = await SignIn.PostAsync(client, "admin", StageHost.AdminPassword);
        right.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "even the right password waits");
        var seconds = (int)right.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        seconds.ShouldBeInRange(1, 3600);
        (await right.Content.ReadAsStringAsync()).ShouldContain($"Too many attempts. Try again in {seconds} s.");
        using var other = await SignIn.PostAsync(client, "somebody", "wrong");
        other.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "another account is another matter");
    }

    [Fact]
    public async Task A_session_is_not_held_back_by_failures_of_others_to_sign_in()
    {
        await using var host = await StageHost.StartAsync(
            settings: [("Dashboard:SignInWindow", "01:00:00"), ("Dashboard:SignInFailures", "1")]);
        using var person = await host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        using var stranger = host.Anonymous();
        using var wrong = await SignIn.PostAsync(stranger, "admin", "wrong");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var held = await SignIn.PostAsync(stranger, "admin", StageHost.AdminPassword);
        held.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        using var page = await person.GetAsync("/");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var form = await person.GetAsync("/sign-in");
        form.StatusCode.ShouldBe(HttpStatusCode.OK, "the form itself is always shown");
    }

    [Fact]
    public async Task An_account_of_before_signs_in_and_its_hash_is_made_anew_once()
    {
        await using var host = await StageHost.StartAsync();
        var protector = host.Services.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("Maintenance.Dashboard.PasswordHash.v1");
        await host.CommitAsync(new Core.Tables.TableBatch(Core.Tables.StoreTables.UserAccount)
            .Add("eve", "engineer", "north-sea", protector.Protect(OldPassword.Hash), Rows.Noon, null, null));
        var accounts = host.Services.GetRequiredService<UserAccounts>();
        (await accounts.VerifyAsync("eve", "something else", CancellationToken.None)).ShouldBeNull();
        protector.Unprotect(await HashAsync()).ShouldBe(OldPassword.Hash, "a failure changes nothing");

        // Two screens at once: the second must not void the session of the first.
        var both = await Task.WhenAll(host.SignedInPersonAsync("eve", OldPassword.Text), host.SignedInPersonAsync("eve", OldPassword.Text));
        foreach (var client in both)
        {
            using var page = await client.GetAsync("/");
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
            client.Dispose();
        }
        var renewed = await HashAsync();
        protector.Unprotect(renewed).ShouldStartWith("AQAAAAI", customMessage: "the framework's version 3");
        using var again = await host.SignedInPersonAsync("eve", OldPassword.Text);
        (await HashAsync()).ShouldBe(renewed);
        var row = (await host.Store.QueryAsync(new StoreQuery("SELECT role, regions FROM user_account WHERE name = 'eve'"),
            CancellationToken.None)).Rows.Single();
        row.ShouldBe(["engineer", "north-sea"]);

        async Task<string> HashAsync() =>
            (string)(await host.Store.QueryAsync(new StoreQuery("SELECT password_hash FROM user_account WHERE name = 'eve'"),
                CancellationToken.None)).Rows.Single()[0]!;
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var host = await StageHost.StartAsync();
        using var client = host.Anonymous();
        using var signIn = await client.PostAsync("/sign-in", new FormUrlEncodedContent(
            [KeyValuePair.Create("_handler", "sign-in"), KeyValuePair.Create("name", "admin"),
                KeyValuePair.Create("password", StageHost.AdminPassword)]));
        signIn.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await signIn.Content.ReadAsStringAsync()).ShouldContain("Reload the page and try again");
        using var person = await host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        using var signOut = await person.PostAsync("/sign-out", new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]));
        signOut.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await signOut.Content.ReadAsStringAsync()).ShouldContain("Reload the page and try again");
        using var still = await person.GetAsync("/");
        still.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_ends_when_its_account_changes()
    {
        await using var host = await StageHost.StartAsync();
        using var client = await host.SignedInAsync("engineer", "*", "eve");
        using (var before = await client.GetAsync("/sql")) before.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var program = host.Program();
        using var put = await program.PutAsJsonAsync("/api/v1/users/eve",
            new { role = "viewer", regions = "*", password = "another password" });
        put.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var after = await client.GetAsync("/sql");
        after.StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task The_first_start_makes_an_admin_and_the_second_leaves_it_alone()
    {
        await using var host = await StageHost.StartAsync(settings: ("MAINTENANCE_ADMIN_PASSWORD", ""));
        var again = await host.Services.PrepareDashboardAsync(CancellationToken.None);
        again.ShouldBe(new FirstStart(CreatedAdmin: false, GeneratedPassword: null));
        var accounts = host.Services.GetRequiredService<UserAccounts>();
        (await accounts.VerifyAsync("admin", StageHost.AdminPassword, CancellationToken.None)).ShouldBeNull("a password was generated");
        var hash = (string)(await host.Store.QueryAsync(new StoreQuery("SELECT password_hash FROM user_account"),
            CancellationToken.None)).Rows[0][0]!;
        hash.ShouldNotContain("pbkdf2", Case.Insensitive, "hashes are sealed with the key ring");
    }

    [Fact]
    public async Task Sign_ins_and_changes_are_audited()
    {
        await using var host = await StageHost.StartAsync();
        using var client = await host.SignedInAsync("engineer", "north-sea", "eve");
        using var put = await client.PutAsJsonAsync("/api/v1/assets/NO-D1", new { region = "north-sea", site = "GRANE", rig = "RIG1" });
        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        var rows = await host.Store.QueryAsync(new StoreQuery("SELECT who, action, subject FROM audit ORDER BY event_time"),
            CancellationToken.None);
        rows.Rows.Select(r => $"{r[0]} {r[1]}").ShouldBe(["api save-account", "eve sign-in", "eve register-asset"]);
    }
}
