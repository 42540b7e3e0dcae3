using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Host.Access;
using Maintenance.Host.Tests.Observability;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Host.Tests.Verbs;

/// <summary>The verb <c>users</c>, without and with a running host, over a store that an older build or a person left in
/// disorder.</summary>
[Collection(ProcessWide.Name)]
public sealed class UsersVerbTests
{
    private const string Password = "tangled-otter-plinth";

    [Fact]
    public async Task A_store_with_bad_accounts_is_repaired_without_a_host_and_the_host_starts_on_it()
    {
        var folder = await FolderAsync(Row("admin", "admin", "*"), Row("Admin", "admin", "*"), Row("", "viewer", "*"), Row("olga", null,
            null));
        await using (var access = await AccountAccess.OpenAsync(folder, [], CancellationToken.None))
        {
            var accounts = access.Accounts;
            (await accounts.ListAsync(CancellationToken.None)).ShouldAllBe(a => a.Problem != null);
            await accounts.DeleteAsync("", "me", CancellationToken.None);
            await accounts.RenameAsync("Admin", "second", "me", CancellationToken.None);
            await accounts.SaveAsync("olga", "operator", "*", Password, "me", CancellationToken.None);
            await accounts.SaveAsync("admin", null, null, Password, "me", CancellationToken.None);
            (await accounts.ListAsync(CancellationToken.None)).Select(a => $"{a.Name} {a.Role} {a.Problem is null}")
                .ShouldBe(["admin admin True", "olga operator True", "second admin False"]);
        }
        await using var app = await RunningApp.StartInAsync(folder, ["Api"], []);
        using var users = await app.Admin.GetAsync("/api/v1/users");
        users.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_host_starts_on_bad_accounts_and_the_verb_repairs_them_through_it()
    {
        const string Odd = "a/b c";
        var folder = await FolderAsync(Row("admin", "admin", "*"), Row("ADMIN", "x", null), Row(Odd, "viewer", "*"), Row("", null, null));
        await using var app = await RunningApp.StartInAsync(folder, ["Api"], []);
        await using var access = await AccountAccess.OpenAsync(folder, [], CancellationToken.None);
        var accounts = access.Accounts;
        foreach (var name in new[] { "ADMIN", Odd, "" }) await accounts.DeleteAsync(name, "me", CancellationToken.None);
        await accounts.SaveAsync("Olga", "operator", "*", Password, "me", CancellationToken.None);
        await accounts.RenameAsync("olga", "helga", "me", CancellationToken.None);
        (await accounts.ListAsync(CancellationToken.None)).Select(a => a.Name).ShouldBe(["admin", "helga"]);
        (await Should.ThrowAsync<AccountRefusedException>(() => accounts.DeleteAsync("admin", "me", CancellationToken.None)))
            .Message.ShouldContain("last account");
        (await Should.ThrowAsync<AccountRefusedException>(() => accounts.DeleteAsync("olga", "me", CancellationToken.None)))
            .Message.ShouldContain("there is no account 'olga'");
    }

    private static UserAccountRow Row(string name, string? role, string? regions) => new()
    {
        Name = name, Role = role, Regions = regions, PasswordHash = "sealed by nobody", CreatedUnixMicros = 0,
        Department = null, TourEndedUnixMicros = UnixMicros.None,
    };

    private static async Task<string> FolderAsync(params UserAccountRow[] rows)
    {
        var folder = Directory.CreateTempSubdirectory("users-tests-").FullName;
        await using var store = await ConditionStores.OpenAsync(
            new ConditionStoreOptions { DataDirectory = folder }, NullLoggerFactory.Instance, CancellationToken.None);
        await store.MigrateAsync(CancellationToken.None);
        await store.CommitAsync(new StoreCommit { Batches = [.. rows.Select(r => TableBatch.Of(r))] }, CancellationToken.None);
        return folder;
    }
}
