using System.Text;
using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests;

/// <summary>Valid documents of many kinds, to be broken.</summary>
internal static class FuzzDocuments
{
    private const string Schema = "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='x' "
        + "outliers='asExtremeValues' lowValue='-5' highValue='50'/><MiningField name='y' missingValueReplacement='1'/></MiningSchema>";
    private const string ClassSchema = "<MiningSchema><MiningField name='c' usageType='target'/><MiningField name='x'/><MiningField "
        + "name='y' invalidValueTreatment='asMissing'/></MiningSchema>";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tree"] = Wrap(Numbers, "<TreeModel functionName='regression' missingValueStrategy='defaultChild' "
            + $"splitCharacteristic='binarySplit'>{Schema}<Output><OutputField name='n' feature='entityId'/><OutputField name='p' "
            + $"feature='predictedValue' dataType='double' optype='continuous'/></Output>{Tree("x", 1)}</TreeModel>"),
        ["classes"] = Wrap(Numbers + Label, "<TreeModel functionName='classification' "
            + $"missingValueStrategy='weightedConfidence'>{ClassSchema}" +
            "<Node id='1' score='a' recordCount='10'><True/><ScoreDistribution value='a' recordCount='6'/><ScoreDistribution value='b' "
                + "recordCount='4'/>" +
            "<Node id='2' score='a' recordCount='5'><CompoundPredicate booleanOperator='surrogate'><SimplePredicate field='x' "
                + "operator='lessThan' value='3'/><SimplePredicate field='y' "
                + "operator='isNotMissing'/></CompoundPredicate><ScoreDistribution value='a' recordCount='5' "
                + "probability='0.9'/><ScoreDistribution value='b' recordCount='0' probability='0.1'/></Node>" +
            "<Node id='3' score='b' recordCount='5'><SimpleSetPredicate field='y' booleanOperator='isNotIn'><Array n='2' type='real'>1 "
                + "2</Array></SimpleSetPredicate><ScoreDistribution value='a' recordCount='1'/><ScoreDistribution value='b' "
                + "recordCount='4'/></Node></Node></TreeModel>"),
        ["boosting"] = Wrap(Numbers, $"<MiningModel functionName='regression' x-mathContext='float'>{Schema}<Targets><Target field='t' "
            + "rescaleConstant='0.5'/></Targets><Segmentation multipleModelMethod='sum'>" +
            "<Segment id='1'><True/><TreeModel functionName='regression' missingValueStrategy='defaultChild' "
                + $"x-mathContext='float'>{Schema}{Tree("x", 2)}</TreeModel></Segment>" +
            "<Segment id='2'><True/><TreeModel functionName='regression' missingValueStrategy='defaultChild' "
                + $"x-mathContext='float'>{Schema}{Tree("y", 3)}</TreeModel></Segment></Segmentation></MiningModel>"),
        ["chain"] = Wrap(Numbers + Label, $"<MiningModel functionName='classification'>{ClassSchema}<Segmentation "
            + "multipleModelMethod='modelChain'>" +
            "<Segment id='1'><True/><RegressionModel functionName='regression'><MiningSchema><MiningField "
                + "name='x'/></MiningSchema><Output><OutputField name='z' feature='predictedValue' optype='continuous' dataType='double' "
                + "isFinalResult='false'/></Output><RegressionTable intercept='1'><NumericPredictor name='x' coefficient='2' "
                + "exponent='1'/></RegressionTable></RegressionModel></Segment>" +
            "<Segment id='2'><SimplePredicate field='x' operator='greaterThan' value='-9'/><RegressionModel functionName='classification' "
                + "normalizationMethod='softmax'><MiningSchema><MiningField name='c' usageType='target'/><MiningField "
                + "name='z'/></MiningSchema><RegressionTable intercept='0' targetCategory='a'><NumericPredictor name='z' "
                + "coefficient='1'/></RegressionTable><RegressionTable intercept='0' "
                + "targetCategory='b'/></RegressionModel></Segment></Segmentation></MiningModel>"),
        ["transformations"] = Transformations,
        ["clustering"] = Wrap(Numbers, "<ClusteringModel functionName='clustering' modelClass='centerBased' "
            + "numberOfClusters='2'><MiningSchema><MiningField name='x'/><MiningField name='y'/></MiningSchema><Output><OutputField "
            + "name='far' feature='affinity' value='b'/></Output>" +
            "<ComparisonMeasure kind='distance' compareFunction='absDiff'><minkowski "
                + "p-parameter='3'/></ComparisonMeasure><ClusteringField field='x' fieldWeight='2'/><ClusteringField field='y' "
                + "compareFunction='gaussSim' similarityScale='2'/><MissingValueWeights><Array n='2' type='real'>1 "
                + "2</Array></MissingValueWeights>" +
            "<Cluster id='a' name='A'><Array n='2' type='real'>0 0</Array></Cluster><Cluster id='b'><Array n='2' type='real'>10 "
                + "5</Array></Cluster></ClusteringModel>"),
        ["neighbours"] = Wrap(Numbers, "<NearestNeighborModel functionName='regression' numberOfNeighbors='2' "
            + $"continuousScoringMethod='weightedAverage'>{Schema}<Output><OutputField name='id' feature='entityId' rank='2'/></Output>" +
            "<TrainingInstances><InstanceFields><InstanceField field='x' column='x'/><InstanceField field='y' column='y'/><InstanceField "
                + "field='t' column='t'/></InstanceFields><InlineTable><row><x>0</x><y>0</y><t>1</t></row><row><x>3</x><y>4</y><t>10</t></row><row><x>6</x><y>8</y><t>100</t></row></InlineTable></TrainingInstances>" +
            "<ComparisonMeasure kind='distance'><euclidean/></ComparisonMeasure><KNNInputs><KNNInput field='x'/><KNNInput "
                + "field='y'/></KNNInputs></NearestNeighborModel>"),
        ["rules"] = Wrap(Numbers + Label, $"<RuleSetModel functionName='classification'>{ClassSchema}<RuleSet defaultScore='a' "
            + "defaultConfidence='0.1'><RuleSelectionMethod criterion='weightedMax'/>" +
            "<SimpleRule id='1' score='a' weight='0.5' confidence='0.8'><SimplePredicate field='x' operator='lessThan' "
                + "value='5'/></SimpleRule><CompoundRule><SimplePredicate field='y' operator='greaterThan' value='1'/><SimpleRule id='2' "
                + "score='b' weight='0.9' confidence='0.7'><True/></SimpleRule></CompoundRule></RuleSet></RuleSetModel>"),
        ["network"] = Wrap(Numbers, "<NeuralNetwork functionName='regression' "
            + $"activationFunction='tanh'>{Schema}<NeuralInputs><NeuralInput id='0,0'><DerivedField optype='continuous' "
            + "dataType='double'><NormContinuous field='x'><LinearNorm orig='0' norm='0'/><LinearNorm orig='10' "
            + "norm='1'/></NormContinuous></DerivedField></NeuralInput></NeuralInputs>" +
            "<NeuralLayer><Neuron id='1,0' bias='0.1'><Con from='0,0' weight='2'/></Neuron></NeuralLayer><NeuralLayer "
                + "activationFunction='identity'><Neuron id='2,0' bias='0.3'><Con from='1,0' weight='-1'/></Neuron></NeuralLayer>" +
            "<NeuralOutputs><NeuralOutput outputNeuron='2,0'><DerivedField optype='continuous' dataType='double'><FieldRef "
                + "field='t'/></DerivedField></NeuralOutput></NeuralOutputs></NeuralNetwork>"),
        ["bayes"] = Wrap(Numbers + Label, "<NaiveBayesModel functionName='classification' "
            + $"threshold='0.001'>{ClassSchema}<BayesInputs><BayesInput fieldName='x'><TargetValueStats><TargetValueStat "
            + "value='a'><GaussianDistribution mean='1' variance='2'/></TargetValueStat><TargetValueStat value='b'><GaussianDistribution "
            + "mean='5' variance='3'/></TargetValueStat></TargetValueStats></BayesInput></BayesInputs>" +
            "<BayesOutput fieldName='c'><TargetValueCounts><TargetValueCount value='a' count='3'/><TargetValueCount value='b' "
                + "count='4'/></TargetValueCounts></BayesOutput></NaiveBayesModel>"),
        ["vectors"] = Wrap(Numbers, $"<SupportVectorMachineModel functionName='regression'>{Schema}<RadialBasisKernelType "
            + "gamma='0.5'/><VectorDictionary numberOfVectors='2'><VectorFields numberOfFields='2'><FieldRef field='x'/><FieldRef "
            + "field='y'/></VectorFields>" +
            "<VectorInstance id='v1'><REAL-SparseArray n='2'><Indices>1 2</Indices><REAL-Entries>1.5 "
                + "2</REAL-Entries></REAL-SparseArray></VectorInstance><VectorInstance id='v2'><Array n='2' type='real'>0 "
                + "1</Array></VectorInstance></VectorDictionary>" +
            "<SupportVectorMachine><SupportVectors numberOfSupportVectors='2' numberOfAttributes='2'><SupportVector "
                + "vectorId='v1'/><SupportVector vectorId='v2'/></SupportVectors><Coefficients absoluteValue='0.1' "
                + "numberOfCoefficients='2'><Coefficient value='1'/><Coefficient "
                + "value='-2'/></Coefficients></SupportVectorMachine></SupportVectorMachineModel>"),
        ["general"] = Wrap(Numbers, "<GeneralRegressionModel functionName='regression' modelType='generalizedLinear' "
            + $"linkFunction='log'>{Schema}<ParameterList><Parameter name='p0' label='Intercept'/><Parameter "
            + "name='p1'/></ParameterList><FactorList/><CovariateList><Predictor name='x'/></CovariateList>" +
            "<PPMatrix><PPCell value='1' predictorName='x' parameterName='p1'/></PPMatrix><ParamMatrix><PCell parameterName='p0' "
                + "beta='0.5'/><PCell parameterName='p1' beta='0.1'/></ParamMatrix></GeneralRegressionModel>"),
        ["scorecard"] = Wrap(Numbers, "<Scorecard functionName='regression' initialScore='10' useReasonCodes='true' "
            + $"reasonCodeAlgorithm='pointsBelow' baselineMethod='other'>{Schema}<Output><OutputField name='r' feature='reasonCode' "
            + "rank='1'/></Output>" +
            "<Characteristics><Characteristic name='cx' reasonCode='RX' baselineScore='5'><Attribute partialScore='1'><SimplePredicate "
                + "field='x' operator='lessThan' value='2'/></Attribute><Attribute "
                + "partialScore='7'><True/></Attribute></Characteristic></Characteristics></Scorecard>"),
        ["association"] = Wrap("<DataField name='item' optype='categorical' dataType='string'/>", "<AssociationModel "
            + "functionName='associationRules' numberOfTransactions='2' numberOfItems='2' minimumSupport='0' minimumConfidence='0' "
            + "numberOfItemsets='2' numberOfRules='1'><MiningSchema><MiningField name='item'/></MiningSchema><Output><OutputField "
            + "name='r' feature='rule' rank='1'/></Output>" +
            "<Item id='1' value='a'/><Item id='2' value='b'/><Itemset id='1'><ItemRef itemRef='1'/></Itemset><Itemset id='2'><ItemRef "
                + "itemRef='2'/></Itemset><AssociationRule support='1' confidence='1' antecedent='1' consequent='2'/></AssociationModel>"),
        ["cox"] = Wrap(Numbers + Label, "<GeneralRegressionModel functionName='regression' modelType='CoxRegression' endTimeVariable='x' "
            + "baselineStrataVariable='c'><MiningSchema><MiningField name='t' usageType='target'/><MiningField name='x'/><MiningField "
            + "name='y'/><MiningField name='c' invalidValueTreatment='asIs'/></MiningSchema>" +
            "<Output><OutputField name='h' feature='predictedValue'/></Output><Targets><Target field='t' castInteger='round'><TargetValue "
                + "defaultValue='2'/></Target></Targets><ParameterList><Parameter name='p' referencePoint='1'/><Parameter "
                + "name='q'/></ParameterList>" +
            "<FactorList><Predictor name='c'><Categories><Category value='a'/><Category value='b'/></Categories><Matrix nbRows='2' "
                + "nbCols='1'><Array type='real' n='1'>1</Array><Array type='real' "
                + "n='1'>-1</Array></Matrix></Predictor></FactorList><CovariateList><Predictor name='y'/></CovariateList>" +
            "<PPMatrix><PPCell value='1' predictorName='y' parameterName='p'/><PPCell value='a' predictorName='c' "
                + "parameterName='q'/></PPMatrix><ParamMatrix><PCell parameterName='p' beta='0.1' df='1'/><PCell parameterName='q' "
                + "beta='0.2'/></ParamMatrix>" +
            "<BaseCumHazardTables><BaselineStratum value='a' maxTime='7'><BaselineCell time='1' cumHazard='0.1'/><BaselineCell time='2' "
                + "cumHazard='0.3'/></BaselineStratum><BaselineStratum value='b' maxTime='9'><BaselineCell time='1' "
                + "cumHazard='0.4'/></BaselineStratum></BaseCumHazardTables></GeneralRegressionModel>"),
        ["segments"] = Wrap(Numbers, $"<MiningModel functionName='regression'>{Schema}<Output><OutputField name='a' "
            + "feature='predictedValue' segmentId='1'/><OutputField name='b' feature='entityId' segmentId='2'/><OutputField name='w' "
            + "feature='warning'/><OutputField name='r' feature='residual'/></Output>" +
            "<Segmentation multipleModelMethod='selectAll'><LocalTransformations><DerivedField name='d' optype='continuous' "
                + "dataType='double'><FieldRef field='y'/></DerivedField></LocalTransformations>" +
            "<Segment id='1'><True/><NeuralNetwork functionName='regression' activationFunction='radialBasis' width='0.5' "
                + "altitude='2'><MiningSchema><MiningField name='t' usageType='target'/><MiningField "
                + "name='d'/></MiningSchema><NeuralInputs><NeuralInput id='i'><DerivedField optype='continuous' "
                + "dataType='double'><FieldRef field='d'/></DerivedField></NeuralInput></NeuralInputs>" +
            "<NeuralLayer><Neuron id='n' width='3'><Con from='i' weight='2'/></Neuron></NeuralLayer><NeuralOutputs><NeuralOutput "
                + "outputNeuron='n'><DerivedField optype='continuous' dataType='double'><FieldRef "
                + "field='t'/></DerivedField></NeuralOutput></NeuralOutputs></NeuralNetwork></Segment>" +
            "<Segment id='2'><SimplePredicate field='x' operator='lessThan' value='5'/><RuleSetModel "
                + $"functionName='regression'>{Schema}<RuleSet defaultScore='1'><RuleSelectionMethod criterion='weightedSum'/><SimpleRule "
                + "id='1' score='2.5' weight='0.5'><SimplePredicate field='x' operator='lessThan' value='5'/></SimpleRule><SimpleRule "
                + "score='4'><True/></SimpleRule></RuleSet></RuleSetModel></Segment></Segmentation></MiningModel>"),
        ["distributions"] = Wrap(Numbers + Label, "<NaiveBayesModel functionName='classification' "
            + $"threshold='0.001'>{ClassSchema}<Targets><Target field='c'><TargetValue value='a' priorProbability='0.25' "
            + "displayValue='A'/><TargetValue value='b' priorProbability='0.75'/></Target></Targets>" +
            "<BayesInputs><BayesInput fieldName='x'><DerivedField optype='categorical' dataType='string'><Discretize "
                + "field='x'><DiscretizeBin binValue='low'><Interval closure='openClosed' "
                + "rightMargin='5'/></DiscretizeBin></Discretize></DerivedField><PairCounts "
                + "value='low'><TargetValueCounts><TargetValueCount value='a' count='3'/></TargetValueCounts></PairCounts></BayesInput>" +
            "<BayesInput fieldName='y'><TargetValueStats><TargetValueStat value='a'><PoissonDistribution "
                + "mean='2'/></TargetValueStat><TargetValueStat value='b'><UniformDistribution lower='0' "
                + "upper='8'/></TargetValueStat></TargetValueStats></BayesInput></BayesInputs>" +
            "<BayesOutput fieldName='c'><TargetValueCounts><TargetValueCount value='a' count='3'/><TargetValueCount value='b' "
                + "count='4'/></TargetValueCounts></BayesOutput></NaiveBayesModel>"),
        ["dates"] = Wrap("<DataField name='d' optype='continuous' dataType='dateDaysSince[1960]'/><DataField name='o' optype='ordinal' "
            + "dataType='string'><Value value='a'/><Value value='b'/></DataField>" + Numbers,
            "<NearestNeighborModel functionName='regression' numberOfNeighbors='1'><MiningSchema><MiningField name='t' "
                + "usageType='target'/><MiningField name='y' usageType='target'/><MiningField name='d'/><MiningField name='o' "
                + "invalidValueTreatment='asIs'/></MiningSchema><Output><OutputField name='second' feature='predictedValue' "
                + "targetField='y'/></Output>" +
            "<LocalTransformations><DerivedField name='e' optype='continuous' dataType='dateTimeSecondsSince[1970]'><Apply "
                + "function='+'><FieldRef field='d'/><Constant "
                + "dataType='integer'>1</Constant></Apply></DerivedField></LocalTransformations>" +
            "<TrainingInstances><InstanceFields><InstanceField field='d' column='d'/><InstanceField field='t' column='t'/><InstanceField "
                + "field='y' column='y'/></InstanceFields><InlineTable><row><d>1960-02-01</d><t>1</t><y>2</y></row><row><d>7</d><t>3</t><y>4</y></row></InlineTable></TrainingInstances>" +
            "<ComparisonMeasure kind='distance'><euclidean/></ComparisonMeasure><KNNInputs><KNNInput "
                + "field='e'/></KNNInputs></NearestNeighborModel>"),
        ["placed"] = Wrap("<DataField name='rig' optype='categorical' dataType='string'/><DataField name='item' optype='categorical' "
            + "dataType='string'/><DataField name='t' optype='continuous' dataType='double'/>",
            "<AssociationModel functionName='associationRules' numberOfTransactions='2' numberOfItems='2' minimumSupport='0' "
                + "minimumConfidence='0' numberOfItemsets='2' numberOfRules='1'><MiningSchema><MiningField name='rig'/><MiningField "
                + "name='item'/></MiningSchema><Output><OutputField name='r' feature='rule' rank='1'/></Output>" +
            "<LocalTransformations><DerivedField name='n' optype='continuous' dataType='integer'><Aggregate field='item' "
                + "function='count'/></DerivedField></LocalTransformations>" +
            "<Item id='1' value='a' field='rig' category='1'/><Item id='2' value='b'/><Itemset id='1'><ItemRef "
                + "itemRef='1'/></Itemset><Itemset id='2'><ItemRef itemRef='2'/></Itemset><AssociationRule support='1' confidence='1' "
                + "antecedent='1' consequent='2'/></AssociationModel>"),
    };

    public const string Xgboost =
        """{"learner":{"attributes":{},"feature_names":["x","y"],"feature_types":["float","c"],"gradient_booster":{"name":"gbtree","model":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"2"},"iteration_indptr":[0,1,2],"tree_info":[0,0],"weight_drop":[0.5,1],"trees":[""" +
        """{"base_weights":[0,1,2],"categories":[],"categories_nodes":[],"categories_segments":[],"categories_sizes":[],"default_left":[1,0,0],"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_conditions":[0.5,1,2],"split_indices":[0,0,0],"split_type":[0,0,0],"sum_hessian":[10,4,6],"tree_param":{"num_nodes":"3","size_leaf_vector":"1"}},""" +
        """{"base_weights":[0,1,2],"categories":[0,2],"categories_nodes":[0],"categories_segments":[0],"categories_sizes":[2],"default_left":[0,0,0],"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_conditions":[0,0.25,-0.5],"split_indices":[1,0,0],"split_type":[1,0,0],"sum_hessian":[10,4,6],"tree_param":{"num_nodes":"3","size_leaf_vector":"1"}}]}},""" +
        """ "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2","num_target":"1"},"objective":{"name":"reg:squarederror"}},"version":[1,7,4]}""";

    public const string LightGbm =
        "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=1\nobjective=regression\nfeature_names=x "
            + "y\nfeature_infos=[0:10] 0:1:2\ntree_sizes=300 300\n\n" +
        "Tree=0\nnum_leaves=3\nnum_cat=0\nsplit_feature=0 0\nsplit_gain=1 1\nthreshold=5.5 2.5\ndecision_type=2 10\nleft_child=1 "
            + "-1\nright_child=-2 -3\nleaf_value=1 2 3\nleaf_weight=1 1 1\nleaf_count=1 1 1\ninternal_value=0 0\ninternal_weight=2 "
            + "1\ninternal_count=3 2\nis_linear=0\nshrinkage=1\n\n\n" +
        "Tree=1\nnum_leaves=2\nnum_cat=1\nsplit_feature=1\nsplit_gain=1\nthreshold=0\ndecision_type=1\nleft_child=-1\nright_child=-2\nleaf_value=0.5 0.25\nleaf_weight=1 1\nleaf_count=1 1\ninternal_value=0\ninternal_weight=2\ninternal_count=2\ncat_boundaries=0 1\ncat_threshold=5\nis_linear=0\nshrinkage=0.1\n\n\nend of trees\n";

    private static string Transformations =>
        "<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/><DataDictionary numberOfFields='3'>" + Numbers
            + "</DataDictionary><TransformationDictionary>" +
        "<DefineFunction name='f' optype='continuous' dataType='double'><ParameterField name='a' dataType='double'/><Apply "
            + "function='+'><FieldRef field='a'/><Constant dataType='double'>2</Constant></Apply></DefineFunction>" +
        "<DerivedField name='d1' optype='continuous' dataType='double'><Apply function='f'><FieldRef field='x'/></Apply></DerivedField>" +
        "<DerivedField name='d2' optype='categorical' dataType='string'><Discretize field='d1' mapMissingTo='none' "
            + "defaultValue='high'><DiscretizeBin binValue='low'><Interval closure='openClosed' "
            + "rightMargin='5'/></DiscretizeBin></Discretize></DerivedField>" +
        "<DerivedField name='d3' optype='continuous' dataType='double'><MapValues outputColumn='out' dataType='double' "
            + "defaultValue='7'><FieldColumnPair field='d2' "
            + "column='in'/><InlineTable><row><in>low</in><out>1</out></row><row><in>none</in><out>3</out></row></InlineTable></MapValues></DerivedField>" +
        "<DerivedField name='d4' optype='continuous' dataType='double'><Apply function='if'><Apply function='greaterThan'><FieldRef "
            + "field='d3'/><FieldRef field='d1'/></Apply><NormContinuous field='y'><LinearNorm orig='0' norm='0'/><LinearNorm orig='4' "
            + "norm='1'/></NormContinuous><Apply function='ln'><Apply function='max'><FieldRef field='y'/><Constant "
            + "dataType='double'>1</Constant></Apply></Apply></Apply></DerivedField>" +
        $"</TransformationDictionary><RegressionModel functionName='regression'>{Schema}<RegressionTable intercept='1'><NumericPredictor "
            + "name='d4' coefficient='2'/><CategoricalPredictor name='d2' value='low' "
            + "coefficient='3'/></RegressionTable></RegressionModel></PMML>";

    /// <summary>A document in which an element stands in itself many times.</summary>
    public static string Nested(string element, int depth)
    {
        var (open, inner, close) = element switch
        {
            "Node" => ("<Node score='1'><True/>", "", "</Node>"),
            "CompoundPredicate" => ("<CompoundPredicate booleanOperator='and'><True/>", "<False/>", "</CompoundPredicate>"),
            "Apply" => ("<Apply function='abs'>", "<FieldRef field='x'/>", "</Apply>"),
            "MiningModel" => ($"<MiningModel functionName='regression'>{Schema}<Segmentation multipleModelMethod='sum'><Segment><True/>",
                $"<RegressionModel functionName='regression'>{Schema}<RegressionTable intercept='1'/></RegressionModel>",
                    "</Segment></Segmentation></MiningModel>"),
            _ => ("<Extension>", "", "</Extension>"),
        };
        var nested = new StringBuilder().Insert(0, open, depth).Append(inner);
        for (var i = 0; i < depth; i++) nested.Append(close);
        return element switch
        {
            "Node" => Wrap(Numbers, $"<TreeModel functionName='regression'>{Schema}{nested}</TreeModel>"),
            "CompoundPredicate" => Wrap(Numbers, $"<TreeModel functionName='regression'>{Schema}<Node "
                + $"score='1'>{nested}</Node></TreeModel>"),
            "Apply" => Wrap(Numbers, $"<RegressionModel functionName='regression'>{Schema}<LocalTransformations><DerivedField name='d' "
                + $"optype='continuous' dataType='double'>{nested}</DerivedField></LocalTransformations><RegressionTable "
                + "intercept='1'><NumericPredictor name='d' coefficient='1'/></RegressionTable></RegressionModel>"),
            "MiningModel" => Wrap(Numbers, nested.ToString()),
            _ => All["tree"].Replace("<Header/>", $"<Header>{nested}</Header>", StringComparison.Ordinal),
        };
    }

    private static string Tree(string field, int value) =>
        $"<Node id='1' defaultChild='2' recordCount='10'><True/><Node id='2' score='{value}' recordCount='4'><SimplePredicate "
            + $"field='{field}' operator='lessThan' value='3.5'/></Node>" +
        $"<Node id='3' score='-{value}.5' recordCount='6'><SimplePredicate field='{field}' operator='greaterOrEqual' "
            + "value='3.5'/></Node></Node>";
}
