namespace Maintenance.Api.Observability;

/// <summary>
/// What the process tells about itself.
/// <code>{ "Observability": { "OtlpEndpoint": "http://collector:4317", "TraceRatio": 0.0001, "RequestTraceRatio": 0.01 } }</code>
/// </summary>
public sealed class ObservabilityOptions
{
    public const string SectionName = "Observability";

    /// <summary>
    /// Collector that metrics and traces are sent to (OTLP): http or https. Default: the environment variable OTEL_EXPORTER_OTLP_ENDPOINT;
    /// where neither is set nothing is sent and nothing is traced.
    /// </summary>
    public string OtlpEndpoint { get; init; } = "";

    /// <summary>Share of telemetry records whose way from broker to browser is traced, 0–1. Default: 0.0001, one in 10,000.</summary>
    public double TraceRatio { get; init; } = 0.0001;

    /// <summary>Share of HTTP requests that are traced, 0–1. Default: 0.01, one in 100.</summary>
    public double RequestTraceRatio { get; init; } = 0.01;
}
