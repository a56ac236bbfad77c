# Imports the staged module and names the sample run; every Pester file begins with it.
$script:Root = Split-Path (Split-Path $PSScriptRoot)
$script:Module = Join-Path $Root 'out/HybridNet.PowerShell'
$script:SampleRun = Join-Path $Root 'examples/v7EX'
Import-Module $Module -Force
# A PowerShell in a process of its own, for `& $Pwsh -NoProfile ...`: the shell that was built last.
$shell = Get-ChildItem (Join-Path $Root 'src/HybridNet.Shell/bin/*/net10.0/HybridNet.Shell.dll') | Sort-Object LastWriteTime | Select-Object -Last 1
$script:Pwsh = { & dotnet $shell.FullName @args }.GetNewClosure()
