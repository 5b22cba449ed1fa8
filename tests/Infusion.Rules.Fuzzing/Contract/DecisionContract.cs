using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>What is read as a decision's document is written and read back.</summary>
internal static class DecisionContract
{
    /// <summary>A document.</summary>
    public static void Decision(byte[] input)
    {
        string text = Reading.Text(input);
        DecisionDocument document;
        try
        {
            document = DecisionJson.Parse(text);
        }
        catch (DocumentException refusal)
        {
            Reading.Answers(false, false, refusal.Problems, text, ofPatient: "");
            return;
        }

        ReadBack([document]);
    }

    /// <summary>Documents that the library wrote or read.</summary>
    public static void ReadBack(ImmutableArray<DecisionDocument> documents)
    {
        foreach (DecisionDocument document in documents)
        {
            _ = Reading.Back(document, DecisionJson.Write, DecisionJson.Parse, "a document");
            _ = document.ToString();
        }
    }
}
