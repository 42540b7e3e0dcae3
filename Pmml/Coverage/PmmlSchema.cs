namespace Maintenance.Pmml.Coverage;

/// <summary>
/// The elements and attributes of PMML 3.0 to 4.4, and what becomes of each: the one list that documents are checked against and that
/// <c>docs/formats/pmml-coverage.md</c> is made of. What stands in a document, but neither is read nor stands here as harmless, is refused.
/// </summary>
internal static class PmmlSchema
{
    // A line is an element and its attributes: "~k" harmless for reason k, "?" read where it matters, "=v" accepted as v only, "!k"
    // refused; "+" continues it. "@model" stands for the attributes of all models.
    private const string Lines = """
        PMML version x-baseVersion~p
        Header~p
        MiningBuildTask~t
        Extension~e
        DataDictionary numberOfFields~c
        DataField name optype dataType displayName~p taxonomy~y isCyclic=0
        Value value displayValue? property
        Interval closure leftMargin rightMargin
        Taxonomy~y
        TransformationDictionary
        LocalTransformations
        DerivedField name? optype? dataType displayName~p
        DefineFunction name optype? dataType
        ParameterField name optype~o dataType~o displayName~p
        Constant dataType? missing
        FieldRef field mapMissingTo
        NormContinuous field mapMissingTo outliers
        LinearNorm orig norm
        NormDiscrete field value mapMissingTo? method=indicator
        Discretize field mapMissingTo defaultValue dataType
        DiscretizeBin binValue
        MapValues mapMissingTo defaultValue outputColumn dataType
        FieldColumnPair field column
        InlineTable
        row~w
        TableLocator!l
        TextIndex textField localTermWeights isCaseSensitive maxLevenshteinDistance countHits wordSeparatorCharacterRE? tokenize x-wordRE
        TextIndexNormalization inField outField regexField recursive isCaseSensitive? maxLevenshteinDistance=0 +
          wordSeparatorCharacterRE tokenize
        Apply function mapMissingTo? defaultValue? invalidValueTreatment~i
        Aggregate field function groupField sqlWhere
        Lag!g field! n! aggregate!
        BlockIndicator!g field!
        MiningSchema
        MiningField name usageType optype~o importance~s outliers lowValue? highValue? missingValueReplacement? missingValueTreatment +
          invalidValueTreatment invalidValueReplacement x-invalidValueReplacement?
        Output
        OutputField name optype? dataType displayName~p targetField feature value ruleFeature=consequent +
          algorithm=exclusiveRecommendation rank=1 rankBasis=confidence rankOrder=descending isMultiValued segmentId isFinalResult
        Decisions~p
        Targets
        Target field optype~o castInteger min max rescaleConstant rescaleFactor
        TargetValue value? displayValue rawDataValue? priorProbability defaultValue
        Partition~s
        ModelStats~s
        ModelExplanation~s
        ModelVerification recordCount fieldCount~c
        VerificationFields
        VerificationField field column precision zeroThreshold
        True
        False
        SimplePredicate field operator value?
        SimpleSetPredicate field booleanOperator
        CompoundPredicate booleanOperator
        Array n type~a
        INT-SparseArray!z
        REAL-SparseArray n~c defaultValue
        Indices
        REAL-Entries
        Matrix? kind=any nbRows~c nbCols~c diagDefault! offDiagDefault!
        MatCell!z
        TreeModel @model missingValueStrategy missingValuePenalty noTrueChildStrategy splitCharacteristic
        Node id score recordCount defaultChild
        ScoreDistribution value recordCount confidence probability
        MiningModel @model
        Segmentation multipleModelMethod missingPredictionTreatment missingThreshold x-missingPredictionTreatment? x-missingThreshold?
        Segment id weight
        VariableWeight field
        Regression!m
        DecisionTree!m
        RegressionModel @model modelType~r targetFieldName~r normalizationMethod
        RegressionTable intercept targetCategory?
        NumericPredictor name exponent coefficient
        CategoricalPredictor name value coefficient
        PredictorTerm name~p coefficient
        GeneralRegressionModel @model targetVariableName~r modelType targetReferenceCategory cumulativeLink? linkFunction? +
          linkParameter? trialsVariable? trialsValue? distribution~d distParameter? offsetVariable? offsetValue? modelDF~s +
          endTimeVariable? startTimeVariable~x subjectIDVariable~x statusVariable~x baselineStrataVariable?
        ParameterList
        Parameter name label~p referencePoint
        FactorList
        CovariateList
        Predictor name contrastMatrixType~r
        Categories?
        Category? value?
        PPMatrix
        PPCell? value? predictorName? parameterName? targetCategory
        PCovMatrix? type~s
        PCovCell? pRow? pCol? tRow! tCol! value? targetCategory!
        ParamMatrix
        PCell targetCategory parameterName beta? df~s
        EventValues~x
        BaseCumHazardTables? maxTime?
        BaselineStratum? value? label~p maxTime?
        BaselineCell? time? cumHazard?
        NeuralNetwork @model activationFunction normalizationMethod? threshold? width? altitude? numberOfLayers~c
        NeuralInputs numberOfInputs~c
        NeuralInput id
        NeuralLayer numberOfNeurons~c activationFunction threshold width? altitude? normalizationMethod
        Neuron id bias width? altitude?
        Con from weight
        NeuralOutputs numberOfOutputs~c
        NeuralOutput outputNeuron
        SupportVectorMachineModel @model threshold svmRepresentation classificationMethod maxWins alternateBinaryTargetCategory
        LinearKernelType description~p
        PolynomialKernelType description~p gamma coef0 degree
        RadialBasisKernelType description~p gamma coef0~k degree~k
        SigmoidKernelType description~p gamma coef0 degree~k
        VectorDictionary numberOfVectors~c
        VectorFields numberOfFields~c
        VectorInstance id
        SupportVectorMachine targetCategory alternateTargetCategory threshold?
        SupportVectors? numberOfSupportVectors~c numberOfAttributes~c
        SupportVector? vectorId?
        Coefficients numberOfCoefficients~c absoluteValue
        Coefficient value
        ClusteringModel @model modelClass numberOfClusters~c
        ComparisonMeasure kind compareFunction minimum~s maximum~s
        euclidean
        squaredEuclidean
        cityBlock
        chebychev
        minkowski p-parameter
        simpleMatching
        jaccard
        tanimoto
        binarySimilarity c00-parameter c01-parameter c10-parameter c11-parameter d00-parameter d01-parameter d10-parameter d11-parameter
        ClusteringField field isCenterField fieldWeight similarityScale? compareFunction
        CenterFields!m
        Comparisons!m
        MissingValueWeights
        Cluster id name size~s
        KohonenMap~p
        Covariances~s
        NearestNeighborModel @model numberOfNeighbors continuousScoringMethod categoricalScoringMethod instanceIdVariable threshold
        TrainingInstances isTransformed~n recordCount~c fieldCount~c
        InstanceFields
        InstanceField field column
        KNNInputs
        KNNInput field fieldWeight compareFunction
        RuleSetModel @model
        RuleSet recordCount~s nbCorrect~s defaultScore defaultConfidence
        RuleSelectionMethod criterion
        SimpleRule id score recordCount~s nbCorrect~s confidence weight
        CompoundRule
        Scorecard @model initialScore useReasonCodes reasonCodeAlgorithm baselineScore? baselineMethod~t
        Characteristics
        Characteristic name~p reasonCode? baselineScore
        Attribute reasonCode partialScore?
        ComplexPartialScore
        NaiveBayesModel @model threshold
        BayesInputs
        BayesInput fieldName
        BayesOutput fieldName~r
        TargetValueStats
        TargetValueStat value
        PairCounts value
        TargetValueCounts
        TargetValueCount value count
        GaussianDistribution mean variance
        PoissonDistribution mean
        UniformDistribution lower upper
        AnyDistribution!b
        AssociationModel @model numberOfTransactions~s maxNumberOfItemsPerTA~s avgNumberOfItemsPerTA~s minimumSupport~t +
          minimumConfidence~t lengthLimit~t numberOfItems~c numberOfItemsets~c numberOfRules~c
        Item id value field? category? mappedValue~p weight~s
        Itemset id support~s numberOfItems~c
        ItemRef itemRef
        AssociationRule antecedent consequent support confidence lift leverage affinity id
        AnomalyDetectionModel @model algorithmType sampleDataSize?
        MeanClusterDistances
        BaselineModel!m
        BayesianNetworkModel!m
        GaussianProcessModel!m
        SequenceModel!m
        TextModel!m
        TimeSeriesModel!m
        """;

    private const string ModelAttributes = "modelName functionName algorithmName~p isScorable x-mathContext";

    private static readonly Dictionary<char, string> Reasons = new()
    {
        ['a'] = "each value is read as the field it belongs to requires",
        ['b'] = "it has no density",
        ['c'] = "a count: what is there is counted",
        ['d'] = "the link function alone decides the mean",
        ['e'] = "an extension may be ignored by definition",
        ['g'] = "rows are scored one by one",
        ['i'] = "an invalid result of a function is missing",
        ['k'] = "the kernel does not use it",
        ['l'] = "only tables inside the document are read",
        ['m'] = "this kind of model is not scored",
        ['n'] = "a field with a column is taken as it stands, any other is derived",
        ['o'] = "numbers compare as numbers and categories as categories, whatever it says",
        ['p'] = "for people",
        ['r'] = "repeats what other parts of the document say",
        ['s'] = "a statistic of the training data, or of the model's quality",
        ['t'] = "how the model was made",
        ['w'] = "its cells are taken by the names of their columns",
        ['x'] = "only the time at the end counts when scoring",
        ['y'] = "a hierarchy of values, which no supported model reads",
        ['z'] = "this form is not read",
    };

    /// <summary>The elements by name, in the order of the list.</summary>
    public static IReadOnlyDictionary<string, SchemaElement> Elements { get; } = Lines
        .Replace(" +\n", "", StringComparison.Ordinal).Split('\n')
        .Select(line => Parse(line.Trim())).ToDictionary(e => e.Name, StringComparer.Ordinal);

    private static SchemaElement Parse(string line)
    {
        var words = line.Replace("@model", ModelAttributes, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var own = ParseWord(words[0]);
        return new SchemaElement(own.Name, own.Use, own.Note, [.. words.Skip(1).Select(ParseWord)]);
    }

    private static SchemaAttribute ParseWord(string word)
    {
        var at = word.IndexOfAny(['~', '?', '=', '!']);
        if (at < 0) return new SchemaAttribute(word, SchemaUse.Used, "");
        var (name, rest) = (word[..at], word[(at + 1)..]);
        return word[at] switch
        {
            '~' => new SchemaAttribute(name, SchemaUse.Harmless, Reasons[rest[0]]),
            '?' => new SchemaAttribute(name, SchemaUse.Conditional, "read where the model's other settings give it a meaning"),
            '=' => new SchemaAttribute(name, SchemaUse.DefaultOnly, rest),
            _ => new SchemaAttribute(name, SchemaUse.Refused, rest.Length > 0 ? Reasons[rest[0]] : "not supported"),
        };
    }
}
