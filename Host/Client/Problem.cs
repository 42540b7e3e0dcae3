using System.Text.Json;

namespace Maintenance.Host.Client;

/// <summary>The reason in a host's refusal (RFC 9457 problem details).</summary>
internal static class Problem
{
    /// <summary>The message for the user, whatever the host answered.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var problem = JsonDocument.Parse(text);
            if (problem.RootElement.ValueKind == JsonValueKind.Object)
            {
                // The detail names the parameters that the errors are about.
                if (problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { } reason) return reason;
                if (problem.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
                    return string.Join(' ', errors.EnumerateObject().SelectMany(e => e.Value.EnumerateArray().Select(v => v.GetString())));
            }
        }
        catch (JsonException)
        {
            // Not of this program: a proxy's page, or nothing.
        }
        return $"The host answered {(int)response.StatusCode} {response.ReasonPhrase}; see its console for the reason.";
    }
}
