namespace Infusion.Rules.Visits;

/// <summary>Names the facts that are known, so that no message shows a patient's data.</summary>
internal static class VisitKnown
{
    public static string List(params (string Name, bool IsKnown)[] facts)
    {
        string[] known = [.. facts.Where(fact => fact.IsKnown).Select(fact => fact.Name)];
        return known.Length == 0 ? "nothing known" : string.Join(", ", known);
    }
}
