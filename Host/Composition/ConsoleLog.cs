namespace Maintenance.Host.Composition;

/// <summary>Logs to the console, one line per event; levels come from the section <c>Logging</c>.</summary>
internal static class ConsoleLog
{
    public static void Use(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "HH:mm:ss "));
    }

    /// <summary>For verbs whose standard output is their result: warnings and errors go to standard error.</summary>
    public static ILoggerFactory ToStandardError() => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "HH:mm:ss "))
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold =
            LogLevel.Trace));
}
