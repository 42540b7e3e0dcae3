using System.Globalization;
using System.Text;
using Maintenance.Core.Conditions;

namespace Maintenance.Host.Tests.Verification;

/// <summary>A small drill-health document whose result follows from one feature and a number of the test's choice.</summary>
internal static class TinyModel
{
    public static byte[] Document(double sensitivity, string feature = "torque_mean", double? verifiedNone = null)
    {
        var modes = FailureModes.Classes;
        var slope = sensitivity.ToString("R", CultureInfo.InvariantCulture);
        var verification = verifiedNone is { } none
            ? $"""
              <ModelVerification recordCount="1"><VerificationFields><VerificationField field="{feature}" column="x"/><VerificationField field="probability(none)" column="p" precision="1E-6"/></VerificationFields>
              <InlineTable><row><x>0</x><p>{none.ToString("R", CultureInfo.InvariantCulture)}</p></row></InlineTable></ModelVerification>
              """
            : "";
        var tables = string.Join('\n', modes.Select((m, i) =>
            $"""<RegressionTable intercept="{(i == 0 ? 2 : 0)}" targetCategory="{m}">{(i == 1 ? $"""<NumericPredictor name="{feature}" coefficient="{slope}"/>""" : "")}</RegressionTable>"""));
        return Encoding.UTF8.GetBytes(
            $"""
            <?xml version="1.0" encoding="utf-8"?>
            <PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4"><Header/>
            <DataDictionary><DataField name="failure_mode" optype="categorical" dataType="string">{string.Concat(modes.Select(m => $"""<Value value="{m}"/>"""))}</DataField>
            <DataField name="{feature}" optype="continuous" dataType="float"/></DataDictionary>
            <RegressionModel modelName="tiny-{slope}" functionName="classification" normalizationMethod="softmax">
            <MiningSchema><MiningField name="failure_mode" usageType="target"/><MiningField name="{feature}" usageType="active"/></MiningSchema>
            {verification}{tables}
            </RegressionModel></PMML>
            """);
    }
}
