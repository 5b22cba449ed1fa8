using Infusion.Rules;

var rules = InfusionRules.Published;
Console.WriteLine(rules.Policy.Id);
Console.WriteLine($"{rules.Tables.Length} tables");
return rules.Tables.Length > 0 ? 0 : 1;
