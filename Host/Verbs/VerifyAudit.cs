using System.Text.Json;
using Maintenance.Api.Alarms;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;

namespace Maintenance.Host.Verbs;

/// <summary><c>verify --audit</c>: checks the chain of operator actions, through the running host if there is one.</summary>
internal static class VerifyAudit
{
    public static async Task<int> RunAsync(string data, string[] settings, bool json, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(data, cancellationToken) is not { } host)
        {
            await using var store = await OfflineStore.OpenAsync(data, settings, mayCreate: false, cancellationToken);
            return Print(await AuditVerification.RunAsync(store.Store, cancellationToken), json);
        }
        if (settings.Length > 0)
            throw new OptionException("--set: a host is running on this data directory and uses its own options; leave --set out.");
        using var client = host.CreateClient();
        using var response = await client.GetAsync("/api/v1/operator-actions/verification", cancellationToken);
        if (!response.IsSuccessStatusCode) throw new OptionException(await Problem.ReadAsync(response, cancellationToken));
        return Print((await response.Content.ReadFromJsonAsync<AuditVerification>(cancellationToken))!, json);
    }

    private static int Print(AuditVerification found, bool json)
    {
        Console.Out.WriteLine(json ? JsonSerializer.Serialize(found, JsonSerializerOptions.Web)
            : found.Problem is { } problem
                ? $"The chain of operator actions is broken: {problem}. {found.Actions:N0} actions before are whole."
            : $"{found.Actions:N0} operator actions, the chain is whole; last hash {found.Hash}");
        return found.Problem is null ? 0 : 1;
    }
}
