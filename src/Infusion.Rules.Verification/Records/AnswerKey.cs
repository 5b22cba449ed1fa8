namespace Infusion.Rules.Verification.Records;

/// <summary>Which answer about a record it is.</summary>
/// <param name="Decision">The id of the decision.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Of">The decisions that it is a part of, and what they are about; empty where it is of none.</param>
/// <param name="Place">Which of several it is.</param>
internal readonly record struct AnswerKey(string Decision, string? Subject, string Of, int Place);
