using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Maintenance.Host.Client;

/// <summary>
/// A host running on this machine that owns a data directory. It announces itself there in <c>host.json</c> (readable by its user only),
/// so that verbs talk to it instead of opening its files.
/// </summary>
/// <param name="Url">Base address.</param>
/// <param name="Token">Bearer token for the local command line.</param>
/// <param name="ProcessId">Process id.</param>
/// <param name="MqttPort">Port of the embedded broker; 0 if there is none.</param>
/// <param name="Fingerprint">SHA-256 of its certificate, which names no loopback address; null without TLS.</param>
internal sealed record RunningHost(string Url, string Token, int ProcessId, int MqttPort, string? Fingerprint = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "host.json");

    /// <summary>Announces this process.</summary>
    public void Announce(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        File.Delete(path);
        // On Windows the file inherits its folder's permissions, which below a user's profile grant access to the owner alone.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, this, Json);
    }

    /// <summary>Withdraws the announcement.</summary>
    public static void Withdraw(string dataDirectory) => File.Delete(PathIn(dataDirectory));

    /// <summary>The host that owns the directory, if it answers; otherwise null.</summary>
    public static async Task<RunningHost?> FindAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var path = PathIn(dataDirectory);
        if (!File.Exists(path)) return null;
        RunningHost? found;
        try
        {
            await using var file = File.OpenRead(path);
            found = await JsonSerializer.DeserializeAsync<RunningHost>(file, Json, cancellationToken);
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return null; // half-written by a host that was killed meanwhile: it is not running
        }
        if (found is null) return null;
        using var client = found.CreateClient();
        try
        {
            using var response = await client.GetAsync("/alive", cancellationToken);
            return response.IsSuccessStatusCode ? found : null;
        }
        catch (HttpRequestException)
        {
            return null; // left behind by a killed host
        }
    }

    /// <summary>A client authenticated as the local command line.</summary>
    public HttpClient CreateClient()
    {
        var handler = new HttpClientHandler();
#pragma warning disable MA0039 // stricter than the framework's: the very certificate, which the host wrote beside its token
        if (Fingerprint is { } expected)
            handler.ServerCertificateCustomValidationCallback = (_, shown, _, _) =>
                shown?.GetCertHashString(HashAlgorithmName.SHA256) == expected;
#pragma warning restore MA0039
        var client = new HttpClient(handler) { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }
}
