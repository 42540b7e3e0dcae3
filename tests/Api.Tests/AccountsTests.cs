using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Api.Tests;

/// <summary>Accounts by REST, and stores that hold rows which no build should have written.</summary>
public sealed class AccountsTests
{
    private const string Password = "tangled-otter-plinth";

    [Theory]
    [InlineData("Admin")]
    [InlineData("ADMIN")]
    [InlineData("ａｄｍｉｎ")]
    [InlineData("\U0001D41Adm\U0001D422n")]
    public async Task Another_way_of_writing_a_name_is_the_same_account(string written)
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        (await PutAsync(program, written, "admin", "*")).ShouldBe(HttpStatusCode.NoContent);
        (await NamesAsync(program)).ShouldBe(["admin"]);
        using var person = await host.SignedInPersonAsync(written, Password);
        using var other = await host.SignedInPersonAsync("admin", Password);
        using var answer = await person.GetAsync("/api/v1/assets");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.Services.PrepareApiAsync(CancellationToken.None); // the next start
    }

    [Theory]
    [InlineData("\u0430dmin")] // Cyrillic a
    [InlineData("adm\u200Bin")]
    [InlineData("adm\u0131n")]
    [InlineData("a b")]
    [InlineData("api")]
    public async Task A_name_that_deceives_is_refused_by_its_parameter(string name)
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        using var answer = await program.PutAsJsonAsync($"/api/v1/users/{Uri.EscapeDataString(name)}", Body("viewer", "*"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("name", out _).ShouldBeTrue();
        (await NamesAsync(program)).ShouldBe(["admin"]);
    }

    [Fact]
    public async Task A_name_that_looks_like_an_account_is_refused()
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        (await PutAsync(program, "coco", "viewer", "*")).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(program, "\u0441\u043E\u0441\u043E", "viewer", "*")).ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(program, "\u0438\u0432\u0430\u043D", "viewer", "*")).ShouldBe(HttpStatusCode.NoContent, "it looks like no account");
    }

    /// <summary>Rows as an older build, another program or a person's SQL left them: name, role, regions, whether the password is
    /// sound.</summary>
    public static TheoryData<string, string?, string?, bool, string> BadRows { get; } = new()
    {
        { "Admin", "admin", "*", true, "same name as 'admin'" },
        { "ADMIN", "viewer", "north-sea", false, "same name as 'admin'" },
        { "ａdmin", "admin", "*", true, "same name as 'admin'" },
        { " admin", "admin", "*", true, "same name as 'admin'" },
        { "", "admin", "*", true, "has no name" },
        { "\u3000", "admin", "*", true, "has no name" },
        { "eve", "overlord", "*", true, "unknown role 'overlord'" },
        { "eve", null, "*", true, "unknown role ''" },
        { "eve", "admin", "*", false, "keys that are lost" },
        { "eve", "viewer", null, true, "no regions" },
        { "eve", "viewer", " , ", true, "no regions" },
        { "a/b\u001b[2J\u0000", "viewer", null, false, "no regions" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task A_bad_row_stops_neither_start_nor_sign_in_is_reported_and_can_be_deleted(
        string name, string? role, string? regions, bool isSealed, string problem)
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        var before = (await NamesAsync(program)).Single();
        var sound = (await host.Services.GetRequiredService<UserAccounts>().AllAsync(CancellationToken.None)).Single().ProtectedHash;
        await host.CommitAsync(TableBatch.Of(new UserAccountRow
        {
            Name = name, Role = role, Regions = regions, PasswordHash = isSealed ? sound : "no hash at all", CreatedUnixMicros = 0,
            Department = null, TourEndedUnixMicros = UnixMicros.None,
        }));
        await using var next = await StageHost.OverAsync(host);
        (await next.Services.PrepareApiAsync(CancellationToken.None)).CreatedAdmin.ShouldBeFalse();
        using var person = await next.SignedInPersonAsync("admin", StageHost.AdminPassword);
        using var answer = await person.GetAsync("/api/v1/users");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(a => a.GetProperty("problem").GetString())
            .Single(p => p is not null)!.ShouldContain(problem);
        using var deleted = await person.DeleteAsync($"/api/v1/users/{Uri.EscapeDataString(name)}");
        if (name.Contains('\u0000', StringComparison.Ordinal)) return; // no address can name it: the verb does
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        (await NamesAsync(program)).ShouldBe([before]);
    }

    [Fact]
    public async Task Of_two_rows_with_one_name_the_losing_one_can_be_renamed_and_then_signs_in()
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        (await PutAsync(program, "eve", "viewer", "*")).ShouldBe(HttpStatusCode.NoContent);
        var sound = (await host.Services.GetRequiredService<UserAccounts>().FindAsync("eve", CancellationToken.None))!.ProtectedHash;
        await host.CommitAsync(TableBatch.Of(new UserAccountRow
        {
            Name = "Eve", Role = "engineer", Regions = "*", PasswordHash = sound, CreatedUnixMicros = 0,
            Department = null, TourEndedUnixMicros = UnixMicros.None,
        }));
        await using var next = await StageHost.OverAsync(host);
        using var again = next.Program();
        using var saved = await again.PutAsJsonAsync("/api/v1/users/Eve", Body("engineer", "*"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var taken = await again.PostAsJsonAsync("/api/v1/users/rename", new { name = "Eve", newName = "eve" });
        taken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var renamed = await again.PostAsJsonAsync("/api/v1/users/rename", new { name = "Eve", newName = "Evelyn" });
        renamed.StatusCode.ShouldBe(HttpStatusCode.NoContent, await renamed.Content.ReadAsStringAsync());
        (await NamesAsync(again)).ShouldBe(["admin", "eve", "evelyn"]);
        using var person = await next.SignedInPersonAsync("evelyn", Password);
        using var unknown = await again.PostAsJsonAsync("/api/v1/users/rename", new { name = "nobody", newName = "else" });
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_deleted_account_signs_in_no_more_its_session_ends_and_the_name_is_free()
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        using var person = await host.SignedInAsync("viewer", "*", "eve");
        using var deleted = await program.DeleteAsync("/api/v1/users/Eve");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var ended = await person.GetAsync("/api/v1/assets");
        ended.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var again = await program.DeleteAsync("/api/v1/users/eve");
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await again.Content.ReadAsStringAsync()).ShouldContain("there is no account");
        (await PutAsync(program, "eve", "viewer", "*")).ShouldBe(HttpStatusCode.NoContent);
        var audit = await host.Store.QueryAsync(
            new StoreQuery("SELECT action FROM audit WHERE subject = 'eve' ORDER BY event_time"), CancellationToken.None);
        audit.Rows.Select(r => (string)r.First()!).ShouldBe(["save-account", "delete-account", "save-account"]);
    }

    [Fact]
    public async Task The_last_admin_can_be_neither_demoted_nor_bound_to_a_region_nor_deleted()
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        (await PutAsync(program, "second", "admin", "north-sea")).ShouldBe(HttpStatusCode.NoContent,
            "not of all regions: no admin of accounts");
        foreach (var (role, regions) in new[] { ("viewer", "*"), ("engineer", "*"), ("admin", "north-sea") })
            (await PutAsync(program, "admin", role, regions)).ShouldBe(HttpStatusCode.Conflict, $"{role} of {regions}");
        using var kept = await program.DeleteAsync("/api/v1/users/ADMIN");
        kept.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await kept.Content.ReadAsStringAsync()).ShouldContain("last account that can administer");
        (await PutAsync(program, "admin", "admin", "*")).ShouldBe(HttpStatusCode.NoContent, "another password is no demotion");

        (await PutAsync(program, "second", "admin", "*")).ShouldBe(HttpStatusCode.NoContent);
        using var deleted = await program.DeleteAsync("/api/v1/users/admin");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.Services.PrepareApiAsync(CancellationToken.None)).CreatedAdmin
            .ShouldBeFalse("another can administer: it does not come back");
        using var last = await program.DeleteAsync("/api/v1/users/second");
        last.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_role_changes_without_the_password_being_known_and_a_password_without_the_role()
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        using (await host.SignedInAsync("viewer", "north-sea", "eve"))
        using (var promoted = await program.PutAsJsonAsync("/api/v1/users/eve", new { role = "engineer" }))
            promoted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (await host.SignedInPersonAsync("eve", "a password of theirs"))
        using (var set = await program.PutAsJsonAsync("/api/v1/users/eve", new { password = Password }))
            set.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var person = await host.SignedInPersonAsync("eve", Password);
        var eve = (await program.GetFromJsonAsync<AccountSummary[]>("/api/v1/users"))!.Single(a => a.Name == "eve");
        (eve.Role, eve.Regions, eve.Problem).ShouldBe(("engineer", "north-sea", null));
        using var incomplete = await program.PutAsJsonAsync("/api/v1/users/adam", new { role = "engineer" });
        incomplete.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a new account needs all");
    }

    [Theory]
    [InlineData("1234567890")]
    [InlineData("          ")]
    [InlineData("eveeveeve1")]
    public async Task A_password_guessed_first_is_refused(string password)
    {
        await using var host = await StageHost.StartAsync();
        using var program = host.Program();
        using var answer = await program.PutAsJsonAsync("/api/v1/users/eve", new { role = "viewer", regions = "*", password });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("guessed");
    }

    private static object Body(string role, string regions) => new { role, regions, password = Password };

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, string name, string role, string regions)
    {
        using var answer = await client.PutAsJsonAsync($"/api/v1/users/{Uri.EscapeDataString(name)}", Body(role, regions));
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<AccountSummary[]>("/api/v1/users"))!.Select(a => a.Name)];
}
