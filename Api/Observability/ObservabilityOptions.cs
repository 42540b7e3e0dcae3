namespace Maintenance.Api.Observability;

/// <summary>
/// Metrics and traces of the process.
/// <code>{ "Observability": { "OtlpEndpoint": "http://collector:4317", "TraceRatio": 0.0001, "RequestTraceRatio": 0.01 } }</code>
/// </summary>
public sealed class ObservabilityOptions
{
    public const string SectionName = "Observability";

    /// <summary>
    /// OTLP collector for metrics and traces: http or https. Default: the environment variable OTEL_EXPORTER_OTLP_ENDPOINT; if neither
    /// is set, nothing is exported or traced.
    /// </summary>
    public string OtlpEndpoint { get; init; } = "";

    /// <summary>Share of telemetry records traced from broker to browser, 0–1. Default: 0.0001, one in 10,000.</summary>
    public double TraceRatio { get; init; } = 0.0001;

    /// <summary>Share of HTTP requests that are traced, 0–1. Default: 0.01, one in 100.</summary>
    public double RequestTraceRatio { get; init; } = 0.01;
}
