using System.Collections.Frozen;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// The elements and attributes of a log of WITSML 1.3.1.1 and 1.4.1.1 by their parent. Any other is named as skipped;
/// <c>docs/formats/recordings-coverage.md</c> is made from this list.
/// </summary>
internal static class WitsmlElements
{
    /// <summary>Elements that decide which readings there are or what they mean.</summary>
    public static FrozenDictionary<string, string> Used { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["log/nameWell"] = "the well: asset id",
        ["log/nameWellbore"] = "logs of different wellbores are different logs",
        ["log/name"] = "name of the log",
        ["log/indexType"] = "only logs indexed by date and time are replayed; others are named as skipped",
        ["log/indexCurve"] = "the time column, by mnemonic or columnIndex",
        ["log/nullValue"] = "missing value of curves without their own",
        ["log/dataDelimiter"] = "separates the values of a row; must be one character",
        ["log/logCurveInfo"] = "a curve",
        ["log/logData"] = "rows under a header of their own; a log may have several",
        ["logCurveInfo/mnemonic"] = "name of the curve",
        ["logCurveInfo/unit"] = "unit where unitList has none",
        ["logCurveInfo/nullValue"] = "missing value of the curve",
        ["logCurveInfo/columnIndex"] = "column of the curve where there is no mnemonicList",
        ["logCurveInfo/typeLogData"] = "text and dates are left out",
        ["logData/mnemonicList"] = "columns of the rows of this logData",
        ["logData/unitList"] = "their units",
        ["logData/data"] = "a row",
        ["log@uid"] = "identity of the log, of which other files may hold other chunks",
        ["log/indexCurve@columnIndex"] = "the time column where no curve has the name of the index",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Elements without influence on readings.</summary>
    public static FrozenDictionary<string, string> Harmless { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["log/objectGrowing"] = "says that rows may follow",
        ["log/dataUpdateFrequency"] = "describes the server",
        ["log/curveSensorsAligned"] = "describes depth logs",
        ["log/dataGroup"] = "a label",
        ["log/dataRowCount"] = "of the server's whole log, of which a document may hold a part",
        ["log/serviceCompany"] = "a label",
        ["log/runNumber"] = "a label",
        ["log/bhaRunNumber"] = "a label",
        ["log/pass"] = "a label",
        ["log/creationDate"] = "a label",
        ["log/description"] = "a label",
        ["log/startIndex"] = "of depth logs",
        ["log/endIndex"] = "of depth logs",
        ["log/stepIncrement"] = "each row has its own time",
        ["log/startDateTimeIndex"] = "each row has its own time",
        ["log/endDateTimeIndex"] = "each row has its own time",
        ["log/direction"] = "rows are put in the order of their times",
        ["log/uomNamingSystem"] = "units are known by symbol",
        ["log/otherData"] = "free text",
        ["log/logParam"] = "settings of the tool",
        ["log/commonData"] = "who made the document",
        ["log/customData"] = "foreign content",
        ["logCurveInfo/classWitsml"] = "curves are known by mnemonic and unit",
        ["logCurveInfo/classIndex"] = "curves are known by mnemonic and unit",
        ["logCurveInfo/classPOSC"] = "curves are known by mnemonic and unit",
        ["logCurveInfo/mnemAlias"] = "curves are known by mnemonic and unit",
        ["logCurveInfo/alternateIndex"] = "the index is that of the log",
        ["logCurveInfo/wellDatum"] = "of depth logs",
        ["logCurveInfo/minIndex"] = "of depth logs",
        ["logCurveInfo/maxIndex"] = "of depth logs",
        ["logCurveInfo/minDateTimeIndex"] = "each row has its own time",
        ["logCurveInfo/maxDateTimeIndex"] = "each row has its own time",
        ["logCurveInfo/curveDescription"] = "a label",
        ["logCurveInfo/sensorOffset"] = "values keep the time at which they were measured",
        ["logCurveInfo/dataSource"] = "a label",
        ["logCurveInfo/densData"] = "of depth logs",
        ["logCurveInfo/traceState"] = "a label",
        ["logCurveInfo/traceOrigin"] = "a label",
        ["logCurveInfo/axisDefinition"] = "values that are arrays are not numbers: the curve is left out by name",
        ["logCurveInfo/extensionNameValue"] = "foreign content",
        ["logData/extensionNameValue"] = "foreign content",
        ["log@uidWell"] = "wells are known by name",
        ["log@uidWellbore"] = "wellbores are known by name",
        ["logCurveInfo@uid"] = "curves are known by mnemonic and unit",
        ["logCurveInfo/mnemonic@namingSystem"] = "curves are known by mnemonic and unit",
        ["logData/data@id"] = "each row has its own time",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True if an element (parent/name) or attribute (element@name) is in neither list.</summary>
    public static bool IsUnknown(string path) => !Used.ContainsKey(path) && !Harmless.ContainsKey(path);
}
