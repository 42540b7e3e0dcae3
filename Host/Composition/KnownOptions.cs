using System.ComponentModel;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Business;
using Maintenance.Api.Observability;
using Maintenance.Api.Rest;
using Maintenance.Dashboard;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Notification.Delivery;
using Maintenance.Scoring.Workers;
using Maintenance.Simulator;
using Maintenance.Store.Backup;
using Maintenance.Store.Log;
using Maintenance.Store.Retention;
using Maintenance.Store.Sql;

namespace Maintenance.Host.Composition;

/// <summary>
/// Finds misspelt keys and values of the wrong type before binding: the binder silently ignores a misspelt key, and its message about a
/// wrong value names a type, not what is allowed.
/// </summary>
internal static class KnownOptions
{
    /// <summary>Every section and the options classes bound to it.</summary>
    public static ILookup<string, Type> Sections { get; } = new (string Section, Type Options)[]
    {
        (HostOptions.SectionName, typeof(HostOptions)),
        (TelemetryLogOptions.SectionName, typeof(TelemetryLogOptions)),
        (ConditionStoreOptions.SectionName, typeof(ConditionStoreOptions)),
        (BackupOptions.SectionName, typeof(BackupOptions)),
        (RetentionOptions.SectionName, typeof(RetentionOptions)),
        (MqttOptions.SectionName, typeof(MqttOptions)),
        (IngestOptions.SectionName, typeof(IngestOptions)),
        (ScoringOptions.SectionName, typeof(ScoringOptions)),
        (AccessOptions.SectionName, typeof(AccessOptions)),
        (AlarmOptions.SectionName, typeof(AlarmOptions)),
        (BusinessOptions.SectionName, typeof(BusinessOptions)),
        (RestOptions.SectionName, typeof(RestOptions)),
        (DashboardOptions.SectionName, typeof(DashboardOptions)),
        (NotificationOptions.SectionName, typeof(NotificationOptions)),
        (ObservabilityOptions.SectionName, typeof(ObservabilityOptions)),
        (SimulatorOptions.SectionName, typeof(SimulatorOptions)),
    }.ToLookup(s => s.Section, s => s.Options, StringComparer.OrdinalIgnoreCase);

    /// <summary>One message per wrong key or value; empty if all are known and valid.</summary>
    public static IReadOnlyList<string> FindWrong(IConfiguration configuration)
    {
        var failures = new List<string>();
        foreach (var section in configuration.GetChildren())
        {
            if (Sections.Contains(section.Key)) CheckObject(section, Sections[section.Key], failures);
            else if (section.GetChildren().Any() && section.Key is not "Logging")
                failures.Add($"{section.Key} is not a section; allowed: "
                    + $"{string.Join(", ", Sections.Select(s => s.Key).Order(StringComparer.Ordinal))} and Logging.");
        }
        return failures;
    }

    private static void CheckObject(IConfigurationSection section, IEnumerable<Type> options, List<string> failures)
    {
        var properties = options.SelectMany(o => o.GetProperties()).Where(p => p.SetMethod is not null)
            .ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (properties.TryGetValue(child.Key, out var type)) CheckValue(child, Nullable.GetUnderlyingType(type) ?? type, failures);
            else failures.Add($"{child.Path} is not an option; allowed: "
                + $"{string.Join(", ", properties.Keys.Order(StringComparer.Ordinal))}.");
        }
    }

    private static void CheckValue(IConfigurationSection option, Type type, List<string> failures)
    {
        if (type.IsArray)
        {
            foreach (var item in option.GetChildren()) CheckValue(item, type.GetElementType()!, failures);
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
        {
            if (option.Value is { } one) failures.Add($"{option.Path} is '{one}'; it takes named values: set {option.Path}:NAME=VALUE.");
            foreach (var item in option.GetChildren()) CheckValue(item, type.GenericTypeArguments[1], failures);
        }
        else if (TypeDescriptor.GetConverter(type) is var converter && converter.CanConvertFrom(typeof(string)))
        {
            if (option.Value is { } text && !CanRead(converter, type, text))
                failures.Add($"{option.Path} is '{text}'; allowed: {Describe(type)}.");
        }
        else
        {
            CheckObject(option, [type], failures);
        }
    }

    private static bool CanRead(TypeConverter converter, Type type, string text)
    {
        if (type.IsEnum) return Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase);
        return converter.IsValid(text);
    }

    private static string Describe(Type type)
    {
        if (type.IsEnum) return string.Join(", ", Enum.GetNames(type));
        if (type == typeof(bool)) return "true, false";
        if (type == typeof(TimeSpan)) return "a duration, [days.]hours:minutes:seconds";
        if (type == typeof(Uri)) return "an address";
        return type == typeof(double) || type == typeof(float) ? "a number" : $"a whole number that fits {type.Name}";
    }
}
