using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Core.Alarms;

namespace Maintenance.Notification.Planning;

/// <summary>Words of <c>notification.step</c>, and the ids that follow from them.</summary>
internal static class NotificationSteps
{
    public const string Returned = "returned";
    public const string Test = "test";

    /// <summary>Told at a level of escalation, from 1.</summary>
    public static string Of(AlarmPriority priority, int level) =>
        string.Create(CultureInfo.InvariantCulture, $"{WordOf(priority)}.{level}");

    /// <summary>Told again, for the n-th time.</summary>
    public static string Repeated(string step, int times) => string.Create(CultureInfo.InvariantCulture, $"{step}.r{times}");

    /// <summary>True of a step that tells again.</summary>
    public static bool IsRepeated(string step) => step.LastIndexOf(".r", StringComparison.Ordinal) > 0;

    /// <summary>Level of escalation; 0 of a return or a test.</summary>
    public static int LevelOf(string step) => step.Split('.') is { Length: > 1 } parts
        ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;

    public static string WordOf(AlarmPriority priority) => priority switch
    {
        AlarmPriority.Low => "low",
        AlarmPriority.Medium => "medium",
        _ => "high",
    };

    /// <summary>The row of one alarm, occurrence, step and recipient.</summary>
    public static string IdOf(string? asset, string? rule, long occurrence, string step, string recipient) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"{asset}\n{rule}\n{occurrence}\n{step}\n{recipient}"));

    /// <summary>The message that tells these rows.</summary>
    public static string MessageOf(IEnumerable<string> rows) => Hash(string.Join('\n', rows.Order(StringComparer.Ordinal)))[..40];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
