using Microsoft.Extensions.Options;

namespace Maintenance.Api.Observability;

/// <summary>Validates <see cref="ObservabilityOptions"/>, reporting all failures at once.</summary>
internal sealed class ObservabilityOptionsValidator : IValidateOptions<ObservabilityOptions>
{
    public ValidateOptionsResult Validate(string? name, ObservabilityOptions options)
    {
        var failures = new List<string>();
        Check(options.OtlpEndpoint.Length == 0 || IsHttp(options.OtlpEndpoint), nameof(options.OtlpEndpoint), options.OtlpEndpoint,
            "an http or https address, or empty");
        Check(options.TraceRatio is >= 0 and <= 1, nameof(options.TraceRatio), options.TraceRatio, "0 to 1");
        Check(options.RequestTraceRatio is >= 0 and <= 1, nameof(options.RequestTraceRatio), options.RequestTraceRatio, "0 to 1");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool ok, string key, object found, string allowed)
        {
            if (!ok) failures.Add($"{ObservabilityOptions.SectionName}:{key} is '{found}'; allowed: {allowed}.");
        }
    }

    private static bool IsHttp(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme
        is ("http" or "https");
}
