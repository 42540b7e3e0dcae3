namespace Maintenance.MlNet.Archive;

/// <summary>
/// ML.NET components that may be created from an archive: deterministic functions of numbers. Custom
/// mappings, loaders of files and databases, text, images and random predictors are not among them.
/// </summary>
internal static class AllowedComponents
{
    private static readonly HashSet<string> Loaders = new(StringComparer.Ordinal)
    {
        "TransformerChain",
        // Columns
        "ConcatTransform", "ConcatFunction", "CopyTransform", "SelectColumnsTransform", "DropSlotsTransform", "ConvertTransform",
            "ConvertFunction", "ExprTransform",
        // Numbers
        "Normalizer", "AffineNormExec", "CdfNormExec", "BinNormExec", "GcnTransform", "NAReplaceTransform", "NaIndicatorTransform",
            "PcaTransform",
        // Labels
        "TermTransform", "TermManager", "KeyToValueTransform", "KeyToVectorTransform",
        // Predictors and their wrappers
        "BinaryPredXfer", "MulticlassPredXfer", "RegressionPredXfer", "RankingPredXfer", "ClusteringPredXfer", "AnomalyPredXfer",
        "OVAExec", "CaliPredExec", "BulkCaliPredExec", "FeatWCaliPredExec", "PMixCaliPredExec", "SchemaBindableCalibrated",
        "SchemaBindableWrapper", "BinarySchemaBindable",
        "PlattCaliExec", "PAVCaliExec", "NaiveCaliExec", "PlattCalibratTransf", "PavCalibratTransf", "NaiveCalibratTransf",
        "LightGBMBinaryExec", "LightGBMRegressionExec", "LightGBMRankerExec",
        "FastTreeBinaryExec", "FastTreeRegressionExec", "FastTreeRankerExec", "FastTreeTweedieExec", "FastForestBinaryExec",
        "FastForestRegressionExec",
        "BinaryClassGamPredictor", "RegressionGamPredictor", "Linear2CExec", "LinearRegressionExec", "PoissonRegressionExec",
        "MultiClassLRExec", "MulticlassLinear",
        "MultiClassNaiveBayesPred", "LinearModelStats", "ModelStats", "LDSVMBinaryPredictor", "KMeansPredictor", "pcaAnomExec",
        "PriorPredictor",
        "FeatureContribution", "FCCBindable",
    };

    private static readonly HashSet<string> Assemblies = new(StringComparer.Ordinal)
    {
        "", "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.Transforms", "Microsoft.ML.StandardTrainers", "Microsoft.ML.FastTree",
        "Microsoft.ML.LightGbm",
        "Microsoft.ML.KMeansClustering", "Microsoft.ML.PCA",
    };

    /// <exception cref="ArchiveException">The component is not allowed.</exception>
    public static void Check(string entry, ComponentHeader header)
    {
        if (!Assemblies.Contains(header.Assembly)) throw new ArchiveException($"entry '{entry}' needs the assembly "
            + $"'{header.Assembly}'; only ML.NET's own are used, and none is ever loaded from a model.");
        foreach (var loader in (string[])[header.Loader, header.Alternative])
        {
            if (loader == "CustomTransformer") throw new ArchiveException($"entry '{entry}' is a custom mapping (CustomTransformer): code "
                + "that this service does not have.");
            if (loader.Length == 0 ? loader == header.Loader : !Loaders.Contains(loader)) throw new ArchiveException($"entry '{entry}' is "
                + $"the component '{loader}', which is not supported (docs/formats/mlnet.md lists those that are).");
        }
    }
}
