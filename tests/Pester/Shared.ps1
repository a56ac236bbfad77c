# Imports the staged module and names the sample run; every Pester file begins with it.
$script:Root = Split-Path (Split-Path $PSScriptRoot)
$script:Module = Join-Path $Root 'out/HybridNet.PowerShell'
$script:SampleRun = Join-Path $Root 'examples/v7EX'
Import-Module $Module -Force
# The running pwsh; where it is a .NET tool the process is dotnet, and the one on PATH serves.
$script:Pwsh = [IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'pwsh' ? [Environment]::ProcessPath : (Get-Command pwsh -CommandType Application)[0].Source
