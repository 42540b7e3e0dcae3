using System.Globalization;
using Maintenance.Core.Time;

namespace Maintenance.Api.Business;

/// <summary>Days and months as text.</summary>
internal static class BusinessDates
{
    public static string Day(long unixMicros) => UnixMicros.ToUtc(unixMicros).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Month(long unixMicros) => UnixMicros.ToUtc(unixMicros).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
