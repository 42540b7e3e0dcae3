using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Host.Access;
using Maintenance.Host.Composition;

namespace Maintenance.Host.Verbs;

/// <summary><c>users</c>: accounts, through the running host if there is one, so that they can be repaired when nobody can sign
/// in.</summary>
internal static class UsersVerb
{
    public static Command Create() => new("users", "Accounts of people: lists, adds, changes, deletes and renames them. Passwords are read "
        + "from standard input.") { List(), Add(), Set(), SetPassword(), Delete(), Rename() };

    private static Command List()
    {
        var (data, set, json) = (VerbOptions.Data(), VerbOptions.Set(), VerbOptions.Json());
        var command = new Command("list", "Lists the accounts. Exit code 1 if something is wrong with one.") { data, set, json };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(data)!, parsed.GetValue(set), async accounts =>
        {
            var found = await accounts.ListAsync(cancellationToken);
            Print(found, parsed.GetValue(json));
            return found.Any(a => a.Problem is not null) ? 1 : 0;
        }, cancellationToken));
        return command;
    }

    private static Command Add()
    {
        var (role, regions) = (Role(), Regions());
        (role.Required, regions.Required) = (true, true);
        return Change("add", "Adds an account; its password is the first line of standard input.", [role, regions], [],
            async (accounts, name, parsed, cancellationToken) => await accounts.SaveAsync(
                name, parsed.GetValue(role), parsed.GetValue(regions), await ReadPasswordAsync(cancellationToken), Environment.UserName,
                cancellationToken));
    }

    private static Command Set()
    {
        var (role, regions) = (Role(), Regions());
        return Change("set", "Changes role or regions of an account.", [role, regions], [], (accounts, name, parsed, cancellationToken) =>
            accounts.SaveAsync(name, parsed.GetValue(role), parsed.GetValue(regions), password: null, Environment.UserName,
                cancellationToken));
    }

    private static Command SetPassword() => Change(
        "set-password", "Sets the password of an account to the first line of standard input.", [], [],
        async (accounts, name, _, cancellationToken) => await accounts.SaveAsync(
            name, role: null, regions: null, await ReadPasswordAsync(cancellationToken), Environment.UserName, cancellationToken));

    private static Command Delete() => Change("delete", "Deletes an account.", [], [], (accounts, name, _, cancellationToken) =>
        accounts.DeleteAsync(name, Environment.UserName, cancellationToken));

    private static Command Rename()
    {
        var newName = new Argument<string>("new-name") { Description = "Its name from now on." };
        return Change("rename", "Gives an account another name; its password stays.", [], [newName],
            (accounts, name, parsed, cancellationToken) =>
                accounts.RenameAsync(name, parsed.GetValue(newName)!, Environment.UserName, cancellationToken));
    }

    private static Command Change(string verb, string description, Option[] options, Argument[] arguments,
        Func<IAccounts, string, ParseResult, CancellationToken, Task> act)
    {
        var (data, set) = (VerbOptions.Data(), VerbOptions.Set());
        var name = new Argument<string>("name") { Description = "Name of the account, as listed." };
        var command = new Command(verb, description + " Its sessions end.") { name };
        foreach (var argument in arguments) command.Add(argument);
        foreach (var option in options) command.Add(option);
        command.Add(data);
        command.Add(set);
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(data)!, parsed.GetValue(set), async accounts =>
        {
            await act(accounts, parsed.GetValue(name)!, parsed, cancellationToken);
            Print(await accounts.ListAsync(cancellationToken), json: false);
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Option<string?> Role() => new("--role") { Description = $"One of {string.Join(", ", Roles.Names)}." };

    private static Option<string?> Regions() => new("--regions") { Description = "* or names separated by commas." };

    // Not an option: other users of the machine can read command lines.
    private static async Task<string> ReadPasswordAsync(CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected) await Console.Error.WriteAsync("Password: ");
        return await Console.In.ReadLineAsync(cancellationToken)
            ?? throw new OptionException("Standard input is empty; its first line is the password.");
    }

    private static async Task<int> WithAsync(string data, string[]? settings, Func<IAccounts, Task<int>> act,
        CancellationToken cancellationToken)
    {
        await using var access = await AccountAccess.OpenAsync(data, settings ?? [], cancellationToken);
        return await act(access.Accounts);
    }

    private static void Print(IReadOnlyList<AccountSummary> accounts, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { accounts }, JsonSerializerOptions.Web));
            return;
        }
        EvaluationTable.Write(["name", "role", "regions", "created", "problem"], accounts.Select(a => (object[])
            [$"'{a.Name}'", a.Role, a.Regions, a.Created.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), a.Problem ?? ""]));
    }
}
